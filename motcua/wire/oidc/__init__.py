"""A strict OpenID Connect client for the authorization code flow: the only place that knows the provider's network.

It begins with the discovery document and believes nothing it has not checked. Every check that fails is a
``SignInFailed`` with a ``Failure`` of its own, so that a portal can say in words what went wrong, and a test can tell
that a token was refused for the right reason. Keys and signatures are joserfc's; time is an argument.

The checks are those of OpenID Connect Core 3.1.2.7, 3.1.3.5, 3.1.3.7 and 5.3.4, RFC 9207 (issuer in the answer), RFC
7636 (PKCE) and RFC 8725 (algorithms, duplicate members).
"""

from motcua.wire.oidc.answers import Answer, read_answer
from motcua.wire.oidc.asking import Asked, Party, Wish, level_of
from motcua.wire.oidc.failures import Failure, SignInFailed
from motcua.wire.oidc.idtoken import check_id_token
from motcua.wire.oidc.provider import Provider, SignedIn

__all__ = [
    "Answer",
    "Asked",
    "Failure",
    "Party",
    "Provider",
    "SignInFailed",
    "SignedIn",
    "Wish",
    "check_id_token",
    "level_of",
    "read_answer",
]
