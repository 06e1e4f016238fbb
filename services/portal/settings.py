"""Where portal stands in the sandbox."""

from motcua.chassis.settings import Service

NAME = "portal"
PORT_OFFSET = 0
UPSTREAMS: tuple[str, ...] = ("population_db", "tax_db", "eid_auth")
# Change of taxpayer registration (thay đổi thông tin đăng ký thuế): what a reconciliation serves unless told.
PROCEDURE = "1.008503"


class Settings(Service):
    """Settings of portal: it asks the three registers."""

    name: str = NAME
    client: str = "portal"
