"""Where eid_auth stands in the sandbox."""

from motcua.chassis.settings import Service

NAME = "eid_auth"
PORT_OFFSET = 2
UPSTREAMS: tuple[str, ...] = ()  # it will ask population_db once it registers accounts


class Settings(Service):
    """Settings of eid_auth."""

    name: str = NAME
