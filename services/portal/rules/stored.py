"""A document of the citizen's store as forms need it."""

from typing import NamedTuple


class Stored(NamedTuple):
    """A valid document: its id, the code and key of the result, its day, and the values it states."""

    id: str
    code: str
    key: str
    issued_at: str
    values: dict[str, str]
