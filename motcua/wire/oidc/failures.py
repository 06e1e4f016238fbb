"""Everything that can go wrong with a sign-in, as a closed list: what the relying party saw, not whose fault it is."""

from enum import StrEnum


class Failure(StrEnum):
    """One thing that was not as it must be; its text is the code."""

    # The answer of the authorization endpoint, as the browser brings it.
    ANSWER_REPEATED = "answer-repeated"  # a parameter stands there twice
    STATE = "state"  # no such state, another browser's, or used before
    TOO_LATE = "too-late"  # the sign-in began too long ago
    ANSWER_ISSUER = "answer-issuer"  # RFC 9207: iss is missing or another provider's
    CANCELLED = "cancelled"  # access_denied: the person said no
    LEVEL_OUT_OF_REACH = "level-out-of-reach"  # unmet_authentication_requirements
    PROVIDER_REFUSED = "provider-refused"  # any other error answer
    NO_CODE = "no-code"
    # The provider's documents.
    DISCOVERY_UNREACHABLE = "discovery-unreachable"
    DISCOVERY_MALFORMED = "discovery-malformed"
    DISCOVERY_ISSUER = "discovery-issuer"  # the document speaks of another issuer
    KEYS_UNREACHABLE = "keys-unreachable"
    KEYS_MALFORMED = "keys-malformed"
    # The token endpoint.
    TOKEN_UNREACHABLE = "token-unreachable"  # noqa: S105  # a code, no secret; so below
    TOKEN_REFUSED = "token-refused"  # noqa: S105
    TOKEN_MALFORMED = "token-malformed"  # noqa: S105
    TOKEN_TYPE = "token-type"  # noqa: S105
    NO_ID_TOKEN = "no-id-token"  # noqa: S105
    # The ID token.
    ID_TOKEN_MALFORMED = "id-token-malformed"  # noqa: S105
    ID_TOKEN_REPEATED = "id-token-repeated"  # noqa: S105  # a JSON member stands there twice
    ID_TOKEN_ALGORITHM = "id-token-algorithm"  # noqa: S105
    ID_TOKEN_TYPE = "id-token-type"  # noqa: S105
    ID_TOKEN_KEY = "id-token-key"  # noqa: S105
    ID_TOKEN_SIGNATURE = "id-token-signature"  # noqa: S105
    ID_TOKEN_ISSUER = "id-token-issuer"  # noqa: S105
    ID_TOKEN_AUDIENCE = "id-token-audience"  # noqa: S105
    ID_TOKEN_AZP = "id-token-azp"  # noqa: S105
    ID_TOKEN_SUBJECT = "id-token-subject"  # noqa: S105
    ID_TOKEN_EXPIRED = "id-token-expired"  # noqa: S105
    ID_TOKEN_TOO_EARLY = "id-token-too-early"  # noqa: S105
    ID_TOKEN_ISSUED = "id-token-issued"  # noqa: S105  # iat missing or in the future
    ID_TOKEN_NONCE = "id-token-nonce"  # noqa: S105
    ID_TOKEN_AUTH_TIME = "id-token-auth-time"  # noqa: S105
    ID_TOKEN_LEVEL = "id-token-level"  # noqa: S105  # acr missing, unknown or lower than asked
    ID_TOKEN_AT_HASH = "id-token-at-hash"  # noqa: S105
    # Userinfo.
    USERINFO_UNREACHABLE = "userinfo-unreachable"
    USERINFO_REFUSED = "userinfo-refused"
    USERINFO_MALFORMED = "userinfo-malformed"
    USERINFO_SUBJECT = "userinfo-subject"
    # What the claims say, once everything is proved.
    NO_PERSONAL_NUMBER = "no-personal-number"
    SUBJECT_CHANGED = "subject-changed"  # the number is bound to another subject here


class SignInFailed(Exception):
    """A sign-in stops here. ``detail`` is for the log and the developer; it never holds a token or a number."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(f"{failure}: {detail}" if detail else str(failure))
        self.failure, self.detail = failure, detail
