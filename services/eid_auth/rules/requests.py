"""An authorization request: every parameter that the provider honours, read strictly (OpenID Connect Core 3.1.2.1)."""

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from services.eid_auth.rules import assurance
from services.eid_auth.rules.clients import PEOPLE_SCOPES, RelyingParty
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.rules.params import Params, readable

_CHALLENGE = re.compile(r"[A-Za-z0-9._~-]{43,128}")
_S256 = re.compile(r"[A-Za-z0-9_-]{43}")
PROMPTS = frozenset({"none", "login", "consent", "select_account"})
LANGUAGES = ("vi", "en")


class AuthorizationRequest(BaseModel):
    """What a client asks; kept as JSON until its code is spent. ``state`` is percent-encoded as the client sent it.

    ``hinted_sub`` is the subject of ``id_token_hint``, once /authorize verified it.
    """

    model_config = ConfigDict(frozen=True)

    client_id: str
    redirect_uri: str
    scope: tuple[str, ...]
    state: str = ""
    nonce: str = ""
    code_challenge: str = ""
    challenge_method: str = ""
    prompt: frozenset[str] = frozenset()
    max_age: int | None = None
    login_hint: str = ""
    id_token_hint: str = ""
    acr_values: tuple[str, ...] = ()
    in_id_token: tuple[str, ...] = ()
    in_userinfo: tuple[str, ...] = ()
    sub: str = ""
    hinted_sub: str = ""
    language: str = ""
    persona: str = ""
    misbehave: str = ""
    relaxed: tuple[str, ...] = ()

    @property
    def offline(self) -> bool:
        """Whether a refresh token is asked for."""
        return "offline_access" in self.scope


def read(params: Params, party: RelyingParty, relaxed: frozenset[str], used: list[str]) -> AuthorizationRequest:
    """The request of a known client with a good redirect; raises OAuthError to be sent back to that redirect.

    ``used`` gets the names of relaxations without which it would have been refused, beside those it holds already.
    """
    params.check()
    if params.need("response_type") != "code":
        raise OAuthError("unsupported_response_type", "only response_type=code is supported")
    if "authorization_code" not in party.grant_types:
        raise OAuthError("unauthorized_client", "this client is not registered for the code flow")
    if "request" in params:
        raise OAuthError("request_not_supported", "request objects are not supported; push the request instead")
    if params.get("response_mode", "query") != "query":
        raise OAuthError("invalid_request", "only response_mode=query is supported")
    scope = _scope(params, party)
    challenge, method = _challenge(params, party, relaxed, used)
    wanted = _claims(params.get("claims", ""))
    return AuthorizationRequest(
        client_id=party.client_id,
        redirect_uri=params["redirect_uri"],
        scope=scope,
        state=raw_state(params),
        nonce=params.get("nonce", ""),
        code_challenge=challenge,
        challenge_method=method,
        prompt=_prompt(params),
        max_age=_max_age(params, party),
        login_hint=params.get("login_hint", ""),
        id_token_hint=params.get("id_token_hint", ""),
        acr_values=_acr(params, party, wanted),
        in_id_token=tuple(wanted["id_token"]),
        in_userinfo=tuple(wanted["userinfo"]),
        sub=_sub(wanted),
        language=next((tag for tag in _languages(params) if tag in LANGUAGES), ""),
        persona=params.get("persona", ""),
        misbehave=params.get("misbehave", ""),
        relaxed=tuple(used),
    )


def _scope(params: Params, party: RelyingParty) -> tuple[str, ...]:
    scope = tuple(dict.fromkeys(params.need("scope").split()))
    if "openid" not in scope:
        raise OAuthError("invalid_scope", "scope must contain openid")
    beyond = [name for name in scope if name not in party.scope.split() or name not in PEOPLE_SCOPES]
    if beyond:
        why = "is not registered for this client" if beyond[0] in PEOPLE_SCOPES else "does not exist"
        raise OAuthError("invalid_scope", f"scope {beyond[0]} {why}")
    return scope


def _challenge(params: Params, party: RelyingParty, relaxed: frozenset[str], used: list[str]) -> tuple[str, str]:
    challenge, method = params.get("code_challenge", ""), params.get("code_challenge_method", "")
    if not challenge:
        if method:
            raise OAuthError("invalid_request", "code_challenge_method without code_challenge")
        if party.public and "pkce-optional" not in relaxed:
            raise OAuthError("invalid_request", "code_challenge is missing: public clients must use PKCE")
        used += ["pkce-optional"] if party.public else []
        return "", ""
    if method != "S256":
        # RFC 7636, 4.3: an absent method means plain.
        if method not in {"", "plain"} or "pkce-plain" not in relaxed:
            raise OAuthError("invalid_request", "code_challenge_method must be S256")
        used.append("pkce-plain")
    if not (_S256 if method == "S256" else _CHALLENGE).fullmatch(challenge):
        raise OAuthError("invalid_request", "code_challenge is not in the form of RFC 7636")
    return challenge, method or "plain"


def _prompt(params: Params) -> frozenset[str]:
    prompt = frozenset(params.get("prompt", "").split())
    if not prompt <= PROMPTS:
        raise OAuthError("invalid_request", f"prompt: {min(prompt - PROMPTS)} is not known")
    if "none" in prompt and len(prompt) > 1:
        raise OAuthError("invalid_request", "prompt: none stands alone")
    return prompt


def _max_age(params: Params, party: RelyingParty) -> int | None:
    if "max_age" not in params:
        return party.default_max_age
    text = params["max_age"]
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise OAuthError("invalid_request", "max_age is a number of seconds")
    return int(text)


def _claims(text: str) -> dict[str, dict[str, Any]]:
    """The ``claims`` parameter (Core 5.5): members of userinfo and id_token."""
    if not text:
        return {"userinfo": {}, "id_token": {}}
    try:
        asked = json.loads(text)
        parts = {name: asked.get(name) or {} for name in ("userinfo", "id_token")}
        good = all(
            isinstance(part, dict) and all(isinstance(v, dict | None) for v in part.values()) for part in parts.values()
        )
        good = good and readable(json.dumps(asked, ensure_ascii=False))
    except (ValueError, AttributeError, RecursionError):
        good = False
    if not good:
        raise OAuthError("invalid_request", "claims is not JSON as OpenID Connect Core 5.5 asks")
    return parts


def _acr(params: Params, party: RelyingParty, wanted: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """Levels by preference; an essential ``acr`` claim goes before acr_values. None reached is always a refusal."""
    member = wanted["id_token"].get("acr") or {}
    values = member.get("values", [member["value"]] if "value" in member else [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise OAuthError("invalid_request", "claims: the values of acr are a list of names")
    if member.get("essential") and values:
        if not assurance.asked(values):
            raise OAuthError("unmet_authentication_requirements", "none of the essential acr values is known here")
        return tuple(values)
    voluntary = params["acr_values"].split() if "acr_values" in params else values
    return tuple(voluntary or party.default_acr_values)


def _sub(wanted: Mapping[str, Mapping[str, Any]]) -> str:
    """The one person whom the client wants to see, where it names one (Core 5.5.1)."""
    return next((str(part["sub"]["value"]) for part in wanted.values() if (part.get("sub") or {}).get("value")), "")


def _languages(params: Params) -> list[str]:
    return [tag.partition("-")[0].lower() for tag in params.get("ui_locales", "").split()]


def raw_state(params: Params) -> str:
    """The state as it came, so that clients that do not encode it get the same bytes; never anything unsafe."""
    raw = params.raw.get("state", "")
    return "".join(c if "!" <= c <= "~" and c not in '"#<>' else "".join(f"%{b:02X}" for b in c.encode()) for c in raw)
