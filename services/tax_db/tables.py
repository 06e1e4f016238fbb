"""Tables: the tax slice as rows, and the history of links. An empty text means that the office does not know."""

from sqlalchemy import Index, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

# What the office takes for a CMND, and the CMND that somebody padded to twelve digits. Written out, not bound: both
# databases use a partial index only where the query repeats its condition word for word.
STILL_LEGACY = text(
    "linked_cccd = '' AND folded_into = '' AND (id_kind = 'cmnd' OR (length(id_number) = 12 AND "
    "substr(id_number, 1, 3) = '000'))"
)


LINKED, FOLDED = text("linked_cccd <> ''"), text("folded_into <> ''")


class Register(SQLModel, registry=registry()):
    """Tables of this service alone: four services may live in one process."""


class Taxpayer(Register, table=True):
    """A tax record, as the office typed it."""

    __tablename__ = "taxpayers"
    __table_args__ = (
        Index("taxpayers_id_number", "id_number"),
        Index("taxpayers_linked", "linked_cccd", sqlite_where=LINKED, postgresql_where=LINKED),
        Index("taxpayers_folded", "folded_into", sqlite_where=FOLDED, postgresql_where=FOLDED),
        Index("taxpayers_legacy", "mst", sqlite_where=STILL_LEGACY, postgresql_where=STILL_LEGACY),
    )

    mst: str = Field(primary_key=True)
    full_name: str = ""
    born_on: str = ""
    sex: str = ""
    id_kind: str = ""
    id_number: str = ""
    status: str = ""
    reason: str = ""
    status_since: str = ""
    office: str = ""
    registered_on: str = ""
    address: str = ""
    province: str = ""
    phone: str = ""
    linked_cccd: str = ""
    linked_on: str = ""
    folded_into: str = ""


class Event(Register, table=True):
    """What happened to a record: only ever inserted."""

    __tablename__ = "events"
    __table_args__ = (Index("events_mst", "mst", "seq"),)

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: str = ""
    mst: str = ""
    event: str = ""
    cccd: str = ""
    detail: str = ""
    was: str = ""


TAXPAYERS = Register.metadata.tables["taxpayers"]
EVENTS = Register.metadata.tables["events"]
ALL = tuple(Register.metadata.sorted_tables)
