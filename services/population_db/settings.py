"""Where population_db stands in the sandbox."""

from motcua.chassis.settings import Service

NAME = "population_db"
PORT_OFFSET = 1
UPSTREAMS: tuple[str, ...] = ()


class Settings(Service):
    """Settings of population_db: it calls nobody."""

    name: str = NAME
