"""A sign-in from its beginning to an open session, and its end; the provider is asked by the strict client."""

from collections.abc import Iterable
from typing import NamedTuple

from motcua.chassis.call import Call
from motcua.wire.client import Client
from motcua.wire.oidc import Asked, Failure, Provider, SignInFailed, Wish, read_answer
from services.portal.actions import sessions
from services.portal.actions.accounts import arrival, sign_in
from services.portal.actions.identity import ask_register, verify_identity
from services.portal.rules import sessions as rules
from services.portal.rules.identity import may_file
from services.portal.settings import PROVIDER, party
from services.portal.store.accounts import Account
from services.portal.store.sessions import SignIn

KEPT = f"{PROVIDER} as OpenID Provider"


class Entered(NamedTuple):
    """A sign-in that succeeded: the cookie of its session, and where the person wanted to go."""

    cookie: str
    return_to: str


def provider(call: Call) -> Provider:
    """The provider with what is known of it; raises SignInFailed where this portal was told of none."""
    service, known = call.state.service, call.state.upstreams
    client: Client | None = known.get(PROVIDER)
    if client is None:
        raise SignInFailed(Failure.DISCOVERY_UNREACHABLE, f"no {PROVIDER}")
    kept: Provider | None = known.get(KEPT)
    if kept is None or kept.http is not client.http:
        kept = known[KEPT] = Provider(party(service), client.http, service.upstreams.get(PROVIDER, ""))
    return kept


async def begin(call: Call, wish: Wish, return_to: str, browser: str) -> str:
    """Where to send the browser; raises SignInFailed where the provider cannot be reached."""
    asked, clock = Asked.freshly(wish), call.state.clock
    address = await provider(call).address(asked, wish, clock.now().timestamp())
    kept = SignIn(
        sessions.hashed(asked.state), sessions.hashed(browser), asked.nonce, asked.verifier, asked.level,
        asked.max_age, rules.local(return_to), clock.stamp(),
    )  # fmt: skip
    await call.state.db.run(lambda work: sessions.begin(work, kept))
    return address


async def finish(call: Call, parameters: Iterable[tuple[str, str]], browser: str, session: str) -> Entered:
    """Check the answer, find or make the account, have its identity confirmed, open a session; raises SignInFailed.

    The session that the browser had before, if any, ends: whoever was signed in here is not any more.
    """
    answer, clock = read_answer(parameters), call.state.clock
    kept = await call.state.db.run(lambda work: sessions.take(work, answer.state, browser))
    if kept is None:
        raise SignInFailed(Failure.STATE)
    if not rules.within(kept.began_at, clock.now(), rules.SIGN_IN):
        raise SignInFailed(Failure.TOO_LATE)
    relying = provider(call)
    code = answer.require(relying.party.issuer)
    asked = Asked(answer.state, kept.nonce, kept.verifier, kept.level, kept.max_age)
    headers = {name: value for name, value in call.by.headers().items() if name in {"X-Request-Id", "traceparent"}}
    signed_in = await relying.redeem(code, asked, clock.now().timestamp(), headers)
    account = await call.run(sign_in, arrival(signed_in))
    await _confirm(call, account)
    cookie = await call.state.db.run(
        lambda work: sessions.renew(
            work, session, account.id, signed_in.level, id_token=signed_in.id_token, sid=signed_in.sid
        )
    )
    return Entered(cookie, kept.return_to)


async def _confirm(call: Call, account: Account) -> None:
    """Ask the population register, unless it has confirmed this very person within a day."""
    fresh = account.verified_at and rules.within(account.verified_at, call.state.clock.now(), rules.RECHECK)
    if not (fresh and may_file(account.status)):
        await call.run(verify_identity, await ask_register(call, account, "sign-in"))


async def leave(call: Call, cookie: str, lang: str) -> str:
    """End the session here, and say where the browser ends the provider's; "" where it was signed in nowhere.

    Raises SignInFailed where the provider cannot be reached: the session here has ended all the same.
    """
    ended = await call.state.db.run(lambda work: sessions.end(work, cookie))
    if ended is None:
        return ""
    state = Asked.freshly(Wish(lang=lang)).state
    return await provider(call).signed_out_address(ended.id_token, state, call.state.clock.now().timestamp())


async def left_elsewhere(call: Call, issuer: str, sid: str) -> bool:
    """The browser says that a session of the provider's has ended (Front-Channel Logout 1.0); is it our provider's?"""
    if issuer != party(call.state.service).issuer:
        return False
    await call.state.db.run(lambda work: sessions.ended_elsewhere(work, sid))
    return True
