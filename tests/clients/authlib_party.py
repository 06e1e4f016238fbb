"""A relying party made of Authlib's Starlette client as its documentation says, with discovery only.

As it comes, Authlib checks neither the audience nor whom the user info speaks of. ``strict`` tells it what to expect of
the claims, by the documented ``claims_options``, and compares the two subjects, as any application has to.
"""

from typing import Any
from urllib.parse import urlsplit

import httpx
from authlib.integrations.httpx_client import AsyncOAuth2Client  # type: ignore[import-untyped]
from authlib.integrations.starlette_client import OAuth  # type: ignore[import-untyped]
from starlette.requests import Request

from tests.clients.parties import HTTP, QUEUED, SCOPE, Party


class OtherPerson(Exception):
    """The user info speaks of somebody else than the ID token (OpenID Connect Core §5.3.2)."""


def configured(party: Party) -> Any:
    """Authlib's application object; it reads the discovery document when it first needs it."""
    return OAuth().register(
        "eid",
        client_id=party.client_id,
        client_secret=party.client_secret,
        server_metadata_url=f"{party.server}/.well-known/openid-configuration",
        client_kwargs={"scope": SCOPE, "code_challenge_method": "S256", **HTTP},
    )


def request(session: dict[str, Any], address: str = "/") -> Request:
    """The browser's request as Starlette hands it to a view."""
    query = urlsplit(address).query.encode()
    return Request(
        {"type": "http", "method": "GET", "path": "/", "query_string": query, "headers": [], "session": session}
    )


async def browse(browser: httpx.AsyncClient, address: str, leaving: str) -> str:
    """Follow redirects until they leave the provider; returns where to."""
    for _ in range(10):
        answer = await browser.get(address)
        assert answer.next_request is not None, f"no redirect: {answer.status_code} {answer.text[:300]}"
        address = str(answer.next_request.url)
        if address.startswith(leaving):
            return address
    raise AssertionError("too many redirects")


async def sign_in(app: Any, party: Party, session: dict[str, Any], *, strict: bool, **more: str) -> Any:
    """One authorization request and its answer; ``more`` are parameters of the sandbox."""
    sent = await app.authorize_redirect(
        request(session), party.redirect_uri, acr_values="LoA2", max_age="3600", persona=party.persona, **more
    )
    async with httpx.AsyncClient(**HTTP) as browser:
        back = await browse(browser, sent.headers["location"], party.redirect_uri)
    return await app.authorize_access_token(request(session, back), **(expected(party) if strict else {}))


def expected(party: Party) -> dict[str, Any]:
    """What a strict application tells Authlib to expect."""
    return {
        "claims_options": {
            "iss": {"essential": True, "value": party.server},
            "aud": {"essential": True, "value": party.client_id},
            "sub": {"essential": True},
            "acr": {"essential": True, "values": ["LoA2", "LoA3", "LoA4"]},
            "auth_time": {"essential": True},
        }
    }


async def person(app: Any, token: Any, *, strict: bool) -> Any:
    """The user info; raises OtherPerson."""
    found = await app.userinfo(token=token)
    if strict and found.get("sub") != token["userinfo"]["sub"]:
        raise OtherPerson
    return found


async def refresh(app: Any, party: Party, token: Any) -> Any:
    """The tokens anew."""
    metadata = await app.load_server_metadata()
    async with AsyncOAuth2Client(party.client_id, party.client_secret, **HTTP) as client:
        return await client.refresh_token(metadata["token_endpoint"], refresh_token=token["refresh_token"])


async def story(party: Party) -> dict[str, Any]:
    """Login, refresh, user info, logout."""
    app, session = configured(party), dict[str, Any]()
    token = await sign_in(app, party, session, strict=True)
    again = await refresh(app, party, token)
    found = await person(app, {**again, "userinfo": token["userinfo"]}, strict=True)
    leaving = await app.logout_redirect(
        request(session), post_logout_redirect_uri=party.post_logout_redirect_uri, id_token_hint=token["id_token"]
    )
    async with httpx.AsyncClient(**HTTP) as browser:
        left = await browse(browser, leaving.headers["location"], party.post_logout_redirect_uri)
    state = await app.validate_logout_response(request(session, left))
    return {
        "claims": dict(token["userinfo"]), "person": dict(found),
        "rotated": again["refresh_token"] != token["refresh_token"],
        "left": state["post_logout_redirect_uri"] == party.post_logout_redirect_uri,
    }  # fmt: skip


async def queue(party: Party, method: str, body: dict[str, Any] | None = None) -> None:
    """Steer the provider."""
    async with httpx.AsyncClient(**HTTP) as steering:
        (await steering.request(method, f"{party.server}/_sandbox/misbehave", json=body)).raise_for_status()


async def attempt(party: Party, name: str, *, strict: bool) -> str:
    """Sign in while the provider misbehaves; the step at which the client refused, or that it accepted."""
    app, session, step = configured(party), dict[str, Any](), "discovery"
    queued = name.startswith(QUEUED)
    try:
        if name.startswith("keys-"):
            await sign_in(app, party, session, strict=strict)  # it knows the old keys
        if queued:
            await queue(party, "POST", {"name": name, "next": 10})  # until taken back: it may ask twice
        await app.load_server_metadata()
        step = "sign-in"
        token = await sign_in(app, party, session, strict=strict, **({} if queued else {"misbehave": name}))
        _ = token["userinfo"]  # the ID token's claims: by this the documentation's applications know who signed in
        if name.startswith("refresh-"):
            step = "refresh"
            await refresh(app, party, token)
        step = "user info"
        await person(app, token, strict=strict)
    except (AssertionError, httpx.TransportError):  # of this file, or of the sandbox
        raise
    except Exception as refusal:  # whatever the library raises keeps the person out
        return f"refused at {step}: {type(refusal).__name__}"
    finally:
        if queued:
            await queue(party, "DELETE")
    return "accepted"
