"""The errors of OAuth 2.0 and OpenID Connect: a closed list of codes, and the exception that carries one.

RFC 6749 (4.1.2.1, 5.2), RFC 6750 (3.1), RFC 7009, RFC 7591 (3.2.2), RFC 9126, OpenID Connect Core (3.1.2.6), OpenID
Connect Unmet Authentication Requirements 1.0. Protocol errors are no problem documents: clients expect the RFC's form.
"""

STATUS: dict[str, int] = {
    "invalid_request": 400,
    "invalid_client": 401,
    "invalid_grant": 400,
    "unauthorized_client": 400,
    "unsupported_grant_type": 400,
    "unsupported_response_type": 400,
    "unsupported_token_type": 400,
    "invalid_scope": 400,
    "access_denied": 400,
    "server_error": 500,
    "temporarily_unavailable": 503,
    "interaction_required": 400,
    "login_required": 400,
    "account_selection_required": 400,
    "consent_required": 400,
    "request_not_supported": 400,
    "request_uri_not_supported": 400,
    "invalid_request_uri": 400,
    "registration_not_supported": 400,
    "unmet_authentication_requirements": 400,
    "invalid_redirect_uri": 400,
    "invalid_client_metadata": 400,
    "invalid_token": 401,
    "insufficient_scope": 403,
}


class OAuthError(Exception):
    """An error in the RFC's words; whoever catches it decides whether it travels as JSON or by redirect."""

    def __init__(self, error: str, description: str = "") -> None:
        super().__init__(f"{error}: {description}")
        self.error, self.description = error, description
        self.status = STATUS[error]

    def body(self) -> dict[str, str]:
        """The members of the error answer; the description keeps to the characters that RFC 6749 allows."""
        plain = "".join(c if " " <= c <= "~" and c not in '"\\' else "?" for c in self.description)
        return {"error": self.error, **({"error_description": plain} if plain else {})}
