"""What the browser brings back from the authorization endpoint."""

import hmac
from collections.abc import Iterable
from typing import NamedTuple

from motcua.wire.oidc.failures import Failure, SignInFailed

REFUSALS = {
    "access_denied": Failure.CANCELLED,
    "unmet_authentication_requirements": Failure.LEVEL_OUT_OF_REACH,
}
LONGEST = 2048


class Answer(NamedTuple):
    """The parameters of an authorization response; "" where one is missing."""

    state: str
    iss: str
    code: str
    error: str

    def require(self, issuer: str) -> str:
        """The code, once the answer is the provider's own and no error; raises SignInFailed.

        Whose state it is has been checked before, since that decides whose sign-in this is at all.
        """
        if not hmac.compare_digest(self.iss.encode(), issuer.encode()):
            raise SignInFailed(Failure.ANSWER_ISSUER, self.iss or "no iss")
        if self.error:
            raise SignInFailed(REFUSALS.get(self.error, Failure.PROVIDER_REFUSED), self.error[:100])
        if not self.code or len(self.code) > LONGEST:
            raise SignInFailed(Failure.NO_CODE)
        return self.code


def read_answer(parameters: Iterable[tuple[str, str]]) -> Answer:
    """Read the query of a callback; raises SignInFailed where a parameter stands there twice (RFC 6749 3.1)."""
    found: dict[str, str] = {}
    for name, value in parameters:
        if name in found:
            raise SignInFailed(Failure.ANSWER_REPEATED, name[:40])
        found[name] = value
    return Answer(*(found.get(name, "") for name in Answer._fields))
