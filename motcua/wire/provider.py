"""The control plane of the OpenID Provider on the wire: its clients, its keys, its misbehaviour."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from motcua.wire.fields import NUMBER, Answer, Ask, Switch

Alg = Literal["RS256", "ES256"]
Step = Literal["publish", "use", "retire", "rotate", "revoke"]
Text = Annotated[str, Field(max_length=200)]


class RegisterClient(Ask):
    """A client in the words of RFC 7591; here id, secret and relaxations may be chosen."""

    model_config = ConfigDict(extra="allow")

    client_id: Annotated[str, Field(max_length=100, pattern=r"^[\x21-\x7e]*$")] = ""
    client_secret: Text = ""
    client_name: Text = ""
    redirect_uris: Annotated[list[Annotated[str, Field(max_length=2000)]], Field(max_length=20)] = Field(
        default=[], examples=[["http://127.0.0.1:9010/callback"]]
    )
    post_logout_redirect_uris: Annotated[list[Annotated[str, Field(max_length=2000)]], Field(max_length=20)] = Field(
        default=[]
    )
    token_endpoint_auth_method: Text = "client_secret_basic"  # noqa: S105  # the name of a method
    grant_types: Annotated[list[Text], Field(max_length=3)] = Field(default=["authorization_code", "refresh_token"])
    scope: Text = "openid profile phone email identity organisations offline_access"
    relaxations: Annotated[list[Text], Field(max_length=20)] = Field(
        default=[], description="Named exceptions from strictness (docs/openid-provider.md)"
    )


class Client(Answer):
    """A client and where it comes from."""

    model_config = ConfigDict(extra="allow")

    client_id: str
    origin: str = Field(description="file, control or dynamic")
    client_secret: str | None = None
    metadata: dict[str, Any]


class Clients(Answer):
    """Every client of the provider."""

    clients: list[Client]


class TurnKeys(Ask):
    """One step of a rotation: publish → use → retire as a drill; rotate without notice; revoke as after a theft."""

    do: Step
    alg: Alg = "RS256"


class SigningKey(Answer):
    """A signing key: published (announced), active (signs), retired (no longer signs, still published)."""

    kid: str
    alg: str
    state: str
    created_at: str


class SigningKeys(Answer):
    """All keys that are published, oldest first."""

    keys: list[SigningKey]


class Misbehave(Ask):
    """Let the provider misbehave in a way of docs/misbehaviour.md, next time it fits or N times."""

    name: Annotated[str, Field(max_length=100)] = Field(examples=["nonce-wrong"])
    seconds: Annotated[float, Field(ge=0, le=600), NUMBER] | None = Field(default=None, description="How slow")
    client: Text = Field(default="", description="Only for this client")
    persona: Text = Field(default="", description="Only for this persona")
    next: Annotated[int, Field(ge=1, le=1_000_000), NUMBER] | None = Field(
        default=1, description="How often; null for good"
    )
    silent: Switch = Field(default=False, description="Do not say in a header that it was done")


class Misbehaving(Answer):
    """One misbehaviour that waits."""

    id: str
    name: str
    client: str
    person: str
    next: int | None
    applied: int


class AllMisbehaving(Answer):
    """All that wait."""

    waiting: list[Misbehaving]
