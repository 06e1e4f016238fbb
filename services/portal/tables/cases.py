"""A case, its runs, and what each run asked of whom. Only a case's latest outcome is overwritten."""

from sqlalchemy import Index
from sqlmodel import Field

from services.portal.tables.register import Register


class Case(Register, table=True):
    """What was declared, by whom, and the outcome of the latest run."""

    __tablename__ = "cases"
    __table_args__ = (Index("cases_day", "day", "number"), Index("cases_opener", "opened_by", "seq"))

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    id: str = Field(unique=True)
    day: str
    number: int
    opened_at: str
    updated_at: str
    opened_by: str
    on_behalf_of: str = ""
    procedure: str = ""
    cmnd: str
    full_name: str
    born_on: str
    tax_code: str = ""
    policy: str
    link: int
    run: int
    verdict: str
    tax: str


class Run(Register, table=True):
    """One answer of the registers about a case; reasons and tax part are JSON as they went over the wire."""

    __tablename__ = "runs"

    case_id: str = Field(primary_key=True)
    run: int = Field(primary_key=True)
    at: str
    verdict: str
    cccd: str = ""
    flags: str = ""
    reasons: str
    candidates: int
    tax: str
    rule_version: str


class Evidence(Register, table=True):
    """One question to a register."""

    __tablename__ = "evidence"

    case_id: str = Field(primary_key=True)
    run: int = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    at: str
    system: str
    operation: str
    outcome: str
    request_id: str


CASES = Register.metadata.tables["cases"]
RUNS = Register.metadata.tables["runs"]
EVIDENCE = Register.metadata.tables["evidence"]
