"""Queries about dossiers themselves. They are ordered by ``seq``: the sandbox clock may be moved back."""

import json
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select

from motcua.chassis.db import Statement, Work, nothing
from motcua.vnid import dossier as number
from motcua.wire.dossiers import Status
from services.portal.rules.deadlines import Clockwork
from services.portal.tables.dossiers import DOSSIERS, NUMBERS


class Dossier(NamedTuple):
    """A row of dossiers."""

    seq: int
    code: str
    bundle: str
    form_id: str
    content: str
    procedure: str
    procedure_code: str
    kind: str
    name_vi: str
    name_en: str
    account_id: str
    applicant: str
    applicant_cccd: str
    channel: str
    delivery: str
    agency: str
    agency_vi: str
    agency_en: str
    status: str
    before_wait: str
    version: int
    filed_at: str
    received_at: str
    unit: str
    amount: int
    cut_off: str
    due_at: str
    near_at: str
    promised_at: str
    waiting_since: str
    waited_minutes: int
    supplements: int
    apologies: int
    asked: str
    finished_at: str
    fee: int
    paid: int
    components: str
    form_values: str
    provenance: str

    @property
    def clockwork(self) -> Clockwork:
        """What tells how near the deadline is."""
        return Clockwork(
            Status(self.status), self.due_at, self.near_at, self.promised_at, self.waiting_since, self.finished_at,
            self.supplements > 1, self.apologies > 0,
        )  # fmt: skip

    @property
    def component_names(self) -> dict[str, tuple[str, str]]:
        """Every paper that the procedure knows: code → names in both languages."""
        told: dict[str, tuple[str, str]] = json.loads(self.components)
        return told

    @property
    def values(self) -> dict[str, Any]:
        """The form as filed."""
        told: dict[str, Any] = json.loads(self.form_values)
        return told

    @property
    def origins(self) -> dict[str, str]:
        """Field → source, of those that a source filled."""
        told: dict[str, str] = json.loads(self.provenance)
        return told

    @property
    def fee_due(self) -> bool:
        """Whether there is a fee that is not paid."""
        return self.fee > 0 and not self.paid


class Number(NamedTuple):
    """A number."""

    number: int


_OF_DAY = (NUMBERS.c.agency == bindparam("of_agency"), NUMBERS.c.day == bindparam("of_day"))
LAST_SEQ = Statement(select(func.coalesce(func.max(DOSSIERS.c.seq), 0) + 1), Number)
LAST_NUMBER = Statement(select(NUMBERS.c.last).where(*_OF_DAY), Number)
FIRST_NUMBER = Statement(NUMBERS.insert(), nothing)
BUMP_NUMBER = Statement(NUMBERS.update().where(*_OF_DAY).values(last=NUMBERS.c.last + 1), nothing)
ADD = Statement(DOSSIERS.insert(), nothing)
ONE = Statement(select(DOSSIERS).where(DOSSIERS.c.code == bindparam("code")), Dossier)
OF_FORM = Statement(select(DOSSIERS).where(DOSSIERS.c.form_id == bindparam("form_id")), Dossier)
_CHANGING = (
    "agency", "agency_vi", "agency_en",
    "status", "before_wait", "version", "received_at", "due_at", "near_at", "promised_at", "waiting_since",
    "waited_minutes", "supplements", "apologies", "asked", "finished_at", "paid",
)  # fmt: skip
UPDATE = Statement(
    DOSSIERS.update()
    .where(DOSSIERS.c.code == bindparam("of_code"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGING}),
    nothing,
)


def next_seq(work: Work) -> int:
    """The place of a dossier filed now; the caller is alone in the database until its transaction ends."""
    found = work.fresh(LAST_SEQ)
    return found.number if found else 1


def take_number(work: Work, agency: str, day: date) -> str:
    """The next dossier number of an agency and day; the caller is alone in the database until its transaction ends."""
    of_day = f"{day:%y%m%d}"
    last = work.fresh(LAST_NUMBER, of_agency=agency, of_day=of_day)
    if last is None:
        work.run(FIRST_NUMBER, agency=agency, day=of_day, last=1)
        return number.compose(agency, day, 1)
    work.run(BUMP_NUMBER, of_agency=agency, of_day=of_day)
    return number.compose(agency, day, last.number + 1)


def add(work: Work, dossier: Dossier) -> None:
    """Keep a new dossier."""
    work.run(ADD, **dossier._asdict())


def one(work: Work, code: str) -> Dossier | None:
    """A dossier, for being shown."""
    return work.one(ONE, code=code)


def fresh(work: Work, code: str) -> Dossier | None:
    """A dossier as it is now, for being changed."""
    return work.fresh(ONE, code=code)


def of_form(work: Work, form_id: str) -> Dossier | None:
    """The dossier that a form became."""
    return work.fresh(OF_FORM, form_id=form_id)


def update(work: Work, dossier: Dossier) -> None:
    """Write what steps change."""
    work.run(UPDATE, of_code=dossier.code, **{f"new_{name}": getattr(dossier, name) for name in _CHANGING})
