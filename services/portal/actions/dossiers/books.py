"""Forms 05 and 06, on an officer's demand: the control sheet of a dossier, the register of an agency's day."""

from datetime import date
from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.call import Call
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.documents import DocumentKind
from motcua.wire.dossiers import AskBook, Event, Papers, Status
from motcua.wire.procedures import Words
from services.portal.actions import documents
from services.portal.actions.documents import Made, Wanted
from services.portal.actions.dossiers import making
from services.portal.actions.dossiers.who import Who, seen, who
from services.portal.errors.dossiers import ActorNotAllowed, DossierUnknown
from services.portal.rules import letters
from services.portal.rules.agencies import agencies
from services.portal.rules.deadlines import local
from services.portal.rules.dossier_words import EVENTS, STATUSES
from services.portal.rules.procedures import catalogue
from services.portal.store import dossier_contents as contents
from services.portal.store import dossier_queue as queue
from services.portal.store import dossiers as store


class Sheet(NamedTuple):
    """A signed control sheet and its dossier."""

    code: str
    made: Made


class Book(NamedTuple):
    """A signed register and what it covers."""

    agency: str
    day: date
    lines: int
    made: Made


async def control_sheet(call: Call, code: str) -> Papers:
    """Sign the control sheet of a dossier (form 05) as it is now. Only for officers who see it."""
    call.enter("sign_control_sheet", None)
    documents.needed()
    asking = officer(call)
    wanted = await call.state.db.run(lambda work: _sheet(work, code, asking))
    return await call.run(sign_control_sheet, Sheet(code, await documents.make(call, wanted)))


def sign_control_sheet(work: Work, sheet: Sheet, /, *, by: Caller) -> Papers:
    """Keep a control sheet as a letter of its dossier; raises DossierUnknown."""
    work.alone()
    row = seen(work, sheet.code, who(by))
    documents.keep(work, sheet.made)
    contents.add_document(work, row.code, sheet.made.id, sheet.made.document.kind)
    tied = by._replace(dossier=row.code)
    audit.record(work, tied, "sign-control-sheet", about=row.applicant_cccd, outcome=sheet.made.id)
    return Papers(document=sheet.made.id)


async def register_book(call: Call, ask: AskBook) -> Papers:
    """Sign the register of what an agency received on a day (form 06); raises DossierUnknown for others' agencies."""
    call.enter("sign_register_book", None)
    documents.needed()
    asking = officer(call)
    names = agencies(catalogue(call.state.service.knobs.procedures).all())
    if asking.officer is None or not asking.officer.serves(ask.agency) or ask.agency not in names:
        raise DossierUnknown
    rows = await call.state.db.run(lambda work: queue.received_on(work, ask.agency, ask.day, asking.procedure))
    wanted = _book(ask, rows, names[ask.agency], asking, call.state.clock.stamp())
    return await call.run(sign_register_book, Book(ask.agency, ask.day, len(rows), await documents.make(call, wanted)))


def sign_register_book(work: Work, book: Book, /, *, by: Caller) -> Papers:
    """Keep a register; it belongs to no citizen."""
    documents.keep(work, book.made)
    audit.record(work, by, "sign-register-book", outcome=f"{book.agency} {book.day} {book.lines} {book.made.id}")
    return Papers(document=book.made.id)


def officer(call: Call) -> Who:
    """The officer whom the call serves; raises ActorNotAllowed."""
    asking = who(call.by)
    if asking.officer is None:
        raise ActorNotAllowed("Chỉ cán bộ một cửa lập sổ, phiếu này.", "Only officers draw this up.")
    return asking


def _sheet(work: Work, code: str, asking: Who) -> Wanted:
    row = seen(work, code, asking)
    steps = [(letters.spoken(local(one.at)), _told(one)) for one in contents.steps(work, code)]
    return making.letter(row, letters.CONTROL, letters.control(making.about(row), steps), asking, work.clock.stamp())


def _told(one: contents.Taken) -> str:
    said = [EVENTS[Event(one.event)], one.by_name, STATUSES[Status(one.status_after)], one.note]
    return " – ".join(filter(None, said))


def _book(ask: AskBook, rows: list[store.Dossier], agency: Words, asking: Who, now: str) -> Wanted:
    said = letters.register(f"{ask.day:%d/%m/%Y}", [(row.code, _line(row)) for row in rows])
    title = letters.TITLES[letters.REGISTER]
    return Wanted(
        kind=DocumentKind.LETTER,
        code=letters.REGISTER,
        template="letter",
        number=f"{ask.agency}-{ask.day:%y%m%d}/{title.mark}",
        name_vi=title.vi,
        name_en=title.en,
        owner="",
        owner_name="",
        owner_cccd="",
        dossier="",
        procedure="",
        agency_vi=agency.vi,
        agency_en=agency.en,
        signed_by=asking.name,
        signer_title=asking.title,
        issued_at=now,
        valid_until="",
        rows=said.rows,
        text=said.text,
        values={},
        agency=ask.agency,
    )


def _line(row: store.Dossier) -> str:
    due = letters.spoken(local(row.due_at)) if row.due_at else ""
    return " – ".join(
        filter(None, [row.name_vi, row.applicant, due and f"hẹn trả: {due}", STATUSES[Status(row.status)]])
    )
