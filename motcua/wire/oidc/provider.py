"""The provider as a relying party meets it: discovery, keys, the authorization address, code for tokens, userinfo.

Addresses come from the discovery document. Where a browser reaches the provider under another address than this
service does (containers), the issuer's part of an address is replaced for the calls that go from here.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote_plus, urlencode

import httpx

from motcua.wire.oidc.asking import LEVELS, Asked, Party, Wish
from motcua.wire.oidc.failures import Failure, SignInFailed
from motcua.wire.oidc.idtoken import check_id_token
from motcua.wire.oidc.strictly import read_object

KEEP = 300
"""Seconds that the provider's documents are believed; a key that was withdrawn is not trusted for longer."""
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri", "end_session_endpoint")
WELL_KNOWN = "/.well-known/openid-configuration"


class SignedIn(NamedTuple):
    """A sign-in that passed every check."""

    subject: str
    level: int
    sid: str
    claims: Mapping[str, Any]
    id_token: str


class Kept(NamedTuple):
    """A document and when it was fetched."""

    at: float
    content: dict[str, Any]


class Provider:
    """One provider as seen by one relying party; keeps its documents for ``KEEP`` seconds."""

    def __init__(self, party: Party, http: httpx.AsyncClient, reached_at: str = "") -> None:
        self.party, self.http = party, http
        self._reached_at = reached_at or party.issuer
        self._metadata: Kept | None = None
        self._keys: Kept | None = None

    async def address(self, asked: Asked, wish: Wish, now: float) -> str:
        """Where to send the browser."""
        endpoint = (await self._discovered(now))["authorization_endpoint"]
        parameters = {
            "response_type": "code",
            "client_id": self.party.client_id,
            "redirect_uri": self.party.redirect_uri,
            "scope": self.party.scope,
            "state": asked.state,
            "nonce": asked.nonce,
            "code_challenge": asked.challenge,
            "code_challenge_method": "S256",
            "acr_values": LEVELS[asked.level - 1],
            "ui_locales": wish.lang,
        }
        parameters |= {"max_age": str(asked.max_age)} if asked.max_age >= 0 else {}
        parameters |= {"prompt": wish.prompt} if wish.prompt else {}
        return _with(endpoint, parameters)

    async def signed_out_address(self, id_token: str, state: str, now: float) -> str:
        """Where to send the browser so that the provider's session ends too (RP-Initiated Logout 1.0)."""
        endpoint = (await self._discovered(now))["end_session_endpoint"]
        back = {"id_token_hint": id_token, "post_logout_redirect_uri": self.party.signed_out_uri, "state": state}
        return _with(endpoint, back)

    async def redeem(self, code: str, asked: Asked, now: float, headers: Mapping[str, str]) -> SignedIn:
        """Code for tokens, and tokens for a person; raises SignInFailed at the first check that fails."""
        endpoint = (await self._discovered(now))["token_endpoint"]
        tokens = await self._tokens(endpoint, code, asked, headers)
        access_token, id_token = tokens["access_token"], tokens["id_token"]

        async def find(kid: str) -> Sequence[dict[str, Any]]:
            return await self._published(kid, now)

        claims = await check_id_token(id_token, find, self.party, asked, now=now, access_token=access_token)
        told = await self._userinfo(access_token, claims["sub"], now, headers)
        sid = claims.get("sid")
        return SignedIn(
            claims["sub"],
            LEVELS.index(claims["acr"]) + 1,
            sid if isinstance(sid, str) else "",
            {**told, **claims},
            id_token,
        )

    async def _discovered(self, now: float) -> dict[str, Any]:
        if self._metadata is None or abs(now - self._metadata.at) > KEEP:
            self._metadata = Kept(now, await self._discover())
        return self._metadata.content

    async def _discover(self) -> dict[str, Any]:
        found = await self._get(
            self.party.issuer + WELL_KNOWN, Failure.DISCOVERY_UNREACHABLE, Failure.DISCOVERY_MALFORMED
        )
        if found.get("issuer") != self.party.issuer:  # exactly (OpenID Connect Discovery 4.3)
            raise SignInFailed(Failure.DISCOVERY_ISSUER, str(found.get("issuer"))[:100])
        odd = [name for name in ENDPOINTS if not _address(found.get(name))]
        methods = found.get("code_challenge_methods_supported")
        if odd or not isinstance(methods, list) or "S256" not in methods:
            raise SignInFailed(Failure.DISCOVERY_MALFORMED, ", ".join(odd) or "no S256")
        return found

    async def _published(self, kid: str, now: float) -> list[dict[str, Any]]:
        """The provider's keys; an unknown id asks once more, since keys are rotated."""
        kept = self._keys
        known = kept is not None and abs(now - kept.at) <= KEEP
        if kept is None or not known or (kid and all(key.get("kid") != kid for key in kept.content["keys"])):
            address = (await self._discovered(now))["jwks_uri"]
            kept = self._keys = Kept(
                now, _key_set(await self._get(address, Failure.KEYS_UNREACHABLE, Failure.KEYS_MALFORMED))
            )
        keys: list[dict[str, Any]] = kept.content["keys"]
        return keys

    async def _tokens(self, endpoint: str, code: str, asked: Asked, headers: Mapping[str, str]) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.party.redirect_uri,
            "code_verifier": asked.verifier,
        }
        # RFC 6749 2.3.1: both parts are form-encoded before they are joined.
        basic = httpx.BasicAuth(quote_plus(self.party.client_id), quote_plus(self.party.client_secret))
        response = await self._send(
            Failure.TOKEN_UNREACHABLE, "POST", endpoint, data=form, headers=_accepting(headers), auth=basic
        )
        if response.status_code != 200:
            raise SignInFailed(Failure.TOKEN_REFUSED, _error_in(response))
        found = _object_in(response, Failure.TOKEN_MALFORMED)
        if str(found.get("token_type", "")).lower() != "bearer":
            raise SignInFailed(Failure.TOKEN_TYPE, str(found.get("token_type"))[:40])
        if not isinstance(found.get("access_token"), str) or not found["access_token"]:
            raise SignInFailed(Failure.TOKEN_MALFORMED, "no access_token")
        if not isinstance(found.get("id_token"), str) or not found["id_token"]:
            raise SignInFailed(Failure.NO_ID_TOKEN)
        return found

    async def _userinfo(
        self, access_token: str, subject: str, now: float, headers: Mapping[str, str]
    ) -> dict[str, Any]:
        endpoint = (await self._discovered(now))["userinfo_endpoint"]
        bearer = {**_accepting(headers), "Authorization": f"Bearer {access_token}"}
        response = await self._send(Failure.USERINFO_UNREACHABLE, "GET", endpoint, headers=bearer, auth=None)
        if response.status_code != 200:
            raise SignInFailed(Failure.USERINFO_REFUSED, f"status {response.status_code}")
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":  # the same clause as below: JSON is called so, and a JWT was not asked for
            raise SignInFailed(Failure.USERINFO_MALFORMED, kind[:60])
        found = _object_in(response, Failure.USERINFO_MALFORMED)
        if found.get("sub") != subject:  # OpenID Connect Core 5.3.2: else the answer MUST NOT be used
            raise SignInFailed(Failure.USERINFO_SUBJECT)
        return found

    async def _get(self, address: str, unreachable: Failure, malformed: Failure) -> dict[str, Any]:
        response = await self._send(unreachable, "GET", address, headers=_accepting({}), auth=None)
        if response.status_code != 200:
            raise SignInFailed(unreachable, f"status {response.status_code}")
        return _object_in(response, malformed)

    async def _send(self, unreachable: Failure, method: str, address: str, **given: Any) -> httpx.Response:
        """One call that leaves from here. Redirects are not followed: no endpoint moves by itself."""
        issuer = self.party.issuer
        if address.startswith(f"{issuer}/"):
            address = self._reached_at.rstrip("/") + address.removeprefix(issuer)
        try:
            response = await self.http.request(method, address, follow_redirects=False, **given)
        except (httpx.RequestError, httpx.InvalidURL) as broken:  # no connection, or what came cannot even be decoded
            raise SignInFailed(unreachable, type(broken).__name__) from broken
        if response.status_code >= 500:
            raise SignInFailed(unreachable, f"status {response.status_code}")
        return response


def _address(value: object) -> bool:
    """Whether it is a web address that could be written into a header as it stands."""
    return (
        isinstance(value, str)
        and value.startswith(("http://", "https://"))
        and value.isprintable()
        and not any(letter.isspace() for letter in value)
    )


def _with(endpoint: str, parameters: Mapping[str, str]) -> str:
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(parameters)}"


def _accepting(headers: Mapping[str, str]) -> dict[str, str]:
    return {**headers, "Accept": "application/json"}


def _object_in(response: httpx.Response, malformed: Failure) -> dict[str, Any]:
    if not response.headers.get("content-type", "").startswith("application/"):
        raise SignInFailed(malformed, "no JSON")
    try:
        return read_object(response.content)
    except ValueError as odd:
        raise SignInFailed(malformed, str(odd)[:100]) from odd


def _error_in(response: httpx.Response) -> str:
    """The provider's word for a refusal, for the log."""
    try:
        return f"{response.status_code} {str(read_object(response.content).get('error'))[:60]}"
    except ValueError:
        return f"status {response.status_code}"


def _key_set(found: dict[str, Any]) -> dict[str, Any]:
    keys = found.get("keys")
    if not isinstance(keys, list) or not all(isinstance(key, dict) for key in keys):
        raise SignInFailed(Failure.KEYS_MALFORMED, "no list of keys")
    return found
