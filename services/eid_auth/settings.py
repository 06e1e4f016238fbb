"""Where eid_auth stands in the sandbox."""

from motcua.chassis.settings import Service

NAME = "eid_auth"
PORT_OFFSET = 2
UPSTREAMS: tuple[str, ...] = ("population_db",)


class Settings(Service):
    """Settings of eid_auth: it asks population_db when it registers accounts."""

    name: str = NAME
    client: str = "eid"
