"""An authorization request on its way through the pages: who was identified, what was proved, what comes next.

The pages verify factors (password, code, face, phone) and report them with ``proved``; what is still missing, whether
consent is needed, and the way back to the client are decided here. An interaction belongs to one browser, ends once,
and dies after fifteen minutes by the sandbox clock.
"""

from datetime import timedelta
from typing import Literal, NamedTuple

from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from services.eid_auth.actions import issuing, sessions
from services.eid_auth.actions.provider import Provider
from services.eid_auth.actions.secrets import fresh
from services.eid_auth.errors import InteractionOver, InteractionUnknown
from services.eid_auth.rules import assurance, claims, sign_in
from services.eid_auth.rules.accounts import Held
from services.eid_auth.rules.misconduct import Answer
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.rules.requests import AuthorizationRequest
from services.eid_auth.store import factors
from services.eid_auth.store import sign_in as store
from services.eid_auth.store.accounts import account_of
from services.eid_auth.store.sign_in import Interaction, Session

LIFE = timedelta(minutes=15)


class Step(NamedTuple):
    """What comes next. ``factor`` is pwd, otp or face; ``answer`` and ``cookie`` are there where one leaves.

    ``routes.answers.sent`` makes the response of the last two.
    """

    kind: Literal["identify", "factor", "consent", "leave"]
    factor: str = ""
    answer: Answer = Answer()
    cookie: str = ""
    held: Held | None = None


def open_(
    work: Work, request: AuthorizationRequest, browser: str, *, session: Session | None = None, keep: bool = False
) -> Interaction:
    """A new interaction of a browser; ``keep`` takes over what its session proved already."""
    known = session if session is not None and keep else None
    interaction = Interaction(
        fresh()[:22], browser, request.client_id, request.model_dump_json(exclude_defaults=True),
        work.clock.stamp(), work.clock.stamp(LIFE),
        known.cccd if known else "", known.amr if known else "", sid=session.sid if session else "",
    )  # fmt: skip
    work.run(store.OPEN, **interaction._asdict())
    return interaction


def current(work: Work, interaction_id: str, browser: str) -> Interaction:
    """The interaction, if it is this browser's; raises InteractionUnknown, or InteractionOver once it ended or died."""
    work.alone()  # wrong tries are counted, and it ends once, also where two requests come at once
    found = work.fresh(store.INTERACTION, one=interaction_id)
    if found is None or found.browser != browser:
        raise InteractionUnknown
    if found.ended or found.expires_at <= work.clock.stamp():
        raise InteractionOver
    return found


def request_of(interaction: Interaction) -> AuthorizationRequest:
    """What the client asked."""
    return AuthorizationRequest.model_validate_json(interaction.request)


def account(work: Work, interaction: Interaction) -> Held | None:
    """The account that was identified, or None so far."""
    return account_of(work, interaction.cccd, fresh=True) if interaction.cccd else None


def proved(work: Work, interaction: Interaction, cccd: str, *amr: str) -> Interaction:
    """Note factors that somebody proved; another person than before begins anew, also with a code of their own."""
    if interaction.cccd != cccd:
        work.run(factors.FORGET_CODE, one=interaction.id)
    before = interaction.amr.split() if interaction.cccd == cccd else []
    new = interaction._replace(cccd=cccd, amr=" ".join(dict.fromkeys([*before, *amr])), proved_at=work.clock.stamp())
    store.change(work, new)
    return new


def wrong(work: Work, interaction: Interaction) -> Interaction:
    """Note a wrong password, code or face; the fifth ends the interaction (see ``worn_out``)."""
    new = interaction._replace(wrong=interaction.wrong + 1)
    store.change(work, new)
    return new


def worn_out(interaction: Interaction) -> bool:
    """Whether there were too many wrong tries."""
    return interaction.wrong >= sign_in.MOST_WRONG


def misbehave(work: Work, interaction: Interaction, wishes: str) -> Interaction:
    """Let the provider misbehave in the rest of this sign-in, as a tester chose on the page (rules.misbehaving)."""
    request = request_of(interaction).model_copy(update={"misbehave": wishes})
    new = interaction._replace(request=request.model_dump_json(exclude_defaults=True))
    store.change(work, new)
    return new


def next_step(work: Work, provider: Provider, interaction: Interaction, by: Caller) -> Step:
    """What comes next: raises OAuthError where it cannot go on (give it to ``unable``)."""
    request, held = request_of(interaction), account(work, interaction)
    if _orphaned(work, interaction):
        store.change(work, interaction._replace(cccd="", amr="", sid=""))
        return Step("identify")
    if held is None or not interaction.amr:
        return Step("identify")
    held = sign_in.refuse_obstacle(held, work.clock.today())
    if not sign_in.meant(request, claims.subject(held.cccd)):
        raise OAuthError("login_required", "this is not the person whom the client named")
    level = sign_in.wanted(request, int(held.level))
    lacking = assurance.missing(interaction.amr.split(), level)
    if lacking:
        return Step("factor", lacking[0], held=held)
    if not issuing.consented(work, request, held.cccd) or "consent" in request.prompt:
        return Step("consent", held=held)
    return _leave(work, provider, interaction, request, by)


def _orphaned(work: Work, interaction: Interaction) -> bool:
    """Whether the session that it began with ended meanwhile: what that session proved counts no more."""
    session = work.fresh(store.BY_SID, sid=interaction.sid) if interaction.sid else None
    return session is not None and store.alive(work, session) is None


def asks(work: Work, interaction: Interaction, factor: str) -> bool:
    """Whether this factor is the one that comes next: no other is taken."""
    held = account(work, interaction)
    level = assurance.target(request_of(interaction).acr_values, int(held.level)) if held else None
    return level is not None and assurance.missing(interaction.amr.split(), level)[:1] == (factor,)


def consented(work: Work, provider: Provider, interaction: Interaction, by: Caller) -> Step:
    """The person allows it: remembered, and back to the client with a code. Raises OAuthError as ``next_step``."""
    request = request_of(interaction)
    step = next_step(work, provider, interaction, by)
    if step.kind != "consent" or step.held is None:
        return step
    issuing.remember(work, request, step.held.cccd)
    return _leave(work, provider, interaction, request, by)


def unable(work: Work, provider: Provider, interaction: Interaction, error: OAuthError) -> Step:
    """Back to the client with an error, and the interaction ends."""
    store.change(work, interaction._replace(ended=error.error))
    return Step("leave", answer=issuing.refused(provider, request_of(interaction), error))


def cancelled(work: Work, provider: Provider, interaction: Interaction) -> Step:
    """The person does not want to."""
    return unable(work, provider, interaction, OAuthError("access_denied", "the person refused"))


def _leave(work: Work, provider: Provider, interaction: Interaction, request: AuthorizationRequest, by: Caller) -> Step:
    amr = interaction.amr.split()
    session, cookie = _session(work, interaction, amr)
    store.change(work, interaction._replace(ended="granted", sid=session.sid))
    return Step("leave", answer=issuing.issue(work, provider, request, session, by), cookie=cookie)


def _session(work: Work, interaction: Interaction, amr: list[str]) -> tuple[Session, str]:
    """The browser's session with what was proved now: kept, raised, or replaced by a new one."""
    old = store.alive(work, work.fresh(store.BY_SID, sid=interaction.sid)) if interaction.sid else None
    if old is not None and old.cccd == interaction.cccd and not interaction.proved_at:
        return old, ""
    return sessions.after_login(work, old, interaction.cccd, amr)
