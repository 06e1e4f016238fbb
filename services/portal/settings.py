"""Where portal stands in the sandbox, and how eid_auth knows it."""

from motcua.chassis.settings import Service
from motcua.wire.oidc import Party

NAME = "portal"
PORT_OFFSET = 0
UPSTREAMS: tuple[str, ...] = ("population_db", "tax_db", "eid_auth")
# Change of taxpayer registration (thay đổi thông tin đăng ký thuế): what a reconciliation serves unless told.
PROCEDURE = "1.008503"
PROVIDER = "eid_auth"
# As in contracts/relying-parties.yaml: public, as everything in a sandbox.
SCOPE = "openid profile phone email identity organisations"
PARTY_SECRET = "portal-rp-secret"  # noqa: S105


class Settings(Service):
    """Settings of portal: it asks the three registers."""

    name: str = NAME
    client: str = "portal"


def public_url(service: Service) -> str:
    """Where browsers see the portal."""
    return service.public.get(NAME, service.url).rstrip("/")


def party(service: Service) -> Party:
    """The portal as a relying party of eid_auth."""
    at = public_url(service)
    issuer = service.public.get(PROVIDER) or service.upstreams.get(PROVIDER, "")
    return Party(issuer.rstrip("/"), NAME, PARTY_SECRET, f"{at}/signed-in", f"{at}/signed-out", SCOPE)
