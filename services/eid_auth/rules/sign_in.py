"""Who may sign in, when a session is enough, and what a client still has to be allowed."""

from collections.abc import Iterable
from datetime import date

from motcua.wire.accounts import AccountState
from services.eid_auth.rules import assurance, claims
from services.eid_auth.rules.accounts import Held, as_of
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.rules.requests import AuthorizationRequest

MOST_WRONG = 5
"""Wrong passwords, codes or faces in one interaction before it ends."""


def obstacle(held: Held | None, today: date) -> str:
    """Why this account cannot sign in: "" if it can, else none, or the state of the account."""
    if held is None:
        return "none"
    state = as_of(held, today).state
    return "" if state == AccountState.ACTIVE else str(state)


def refuse_obstacle(held: Held | None, today: date) -> Held:
    """The account, usable; raises access_denied saying what stands in the way."""
    stands = obstacle(held, today)
    if held is None or stands:
        raise OAuthError("access_denied", f"the person has no usable account: {stands}")
    return as_of(held, today)


def wanted(request: AuthorizationRequest, identification_level: int) -> int:
    """The authentication level to prove; raises unmet_authentication_requirements where the account cannot reach it."""
    level = assurance.target(request.acr_values, identification_level)
    if level is None:
        asked = " ".join(request.acr_values)
        raise OAuthError(
            "unmet_authentication_requirements",
            f"an account of identification level {identification_level} reaches none of: {asked}",
        )
    return level


def fresh_enough(request: AuthorizationRequest, auth_time: int, now: int) -> bool:
    """Whether a login of ``auth_time`` still answers ``max_age`` (Core 3.1.2.1)."""
    # max_age=0 asks for a new login, as prompt=login does.
    return request.max_age is None or 0 < request.max_age >= now - auth_time


def meant(request: AuthorizationRequest, sub: str) -> bool:
    """Whether this person is the one whom the client names, if it names one."""
    return {request.sub, request.hinted_sub} <= {"", sub}


def needed(request: AuthorizationRequest) -> tuple[str, ...]:
    """What the consent page speaks of: every claim about the person that the client can learn."""
    return claims.names(request.scope, (*request.in_userinfo, *request.in_id_token))


def covered(request: AuthorizationRequest, given: Iterable[tuple[str, str]]) -> bool:
    """Whether consents given before, as (scope, claims), allow all of it."""
    scopes: set[str] = set()
    single: set[str] = set()
    for scope, names in given:
        scopes |= set(scope.split())
        single |= set(names.split())
    return set(request.scope) <= scopes and set(needed(request)) <= single
