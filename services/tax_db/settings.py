"""Where tax_db stands in the sandbox."""

from motcua.chassis.settings import Service

NAME = "tax_db"
PORT_OFFSET = 3
UPSTREAMS: tuple[str, ...] = ()


class Settings(Service):
    """Settings of tax_db: it calls nobody; the portal brings what population_db confirmed."""

    name: str = NAME
