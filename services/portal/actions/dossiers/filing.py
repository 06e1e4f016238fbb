"""Filing a form: once. The same form with the same content is the same dossier, however often it is sent."""

import hashlib
import json
from datetime import date
from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.call import Call
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.dossiers import Actor, Channel, Dossier, Event, FileDossier, Status
from motcua.wire.procedures import FieldType, Kind, Procedure
from services.portal.actions import documents, forms
from services.portal.actions.documents import Made
from services.portal.actions.dossiers import making, telling
from services.portal.actions.dossiers.who import CITIZEN, Who, who
from services.portal.actions.forms import Settled
from services.portal.errors.attachments import AttachmentUnknown
from services.portal.errors.forms import FormFiled
from services.portal.rules import letters
from services.portal.rules.deadlines import limit_on
from services.portal.rules.dossier_machine import Facts, advance
from services.portal.store import attachments
from services.portal.store import dossier_contents as contents
from services.portal.store import dossiers as store
from services.portal.store.dossier_contents import Paper, Part, Taken

LIAISON = "G99.1"
"""Agency of the first number of a bundle (maHoSoLT); the second is the one-stop number (maHoSoMCDT)."""
FIRST = 1
_SYSTEM = Who(frozenset({Actor.SYSTEM}), "system", "Cổng Dịch vụ công (hộp cát)")


class Filing(NamedTuple):
    """A form about to become a dossier."""

    ask: FileDossier
    settled: Settled
    content: str
    row: store.Dossier | None = None
    """A notice, numbered and with its receipt, before it is kept."""
    made: list[Made] = []  # noqa: RUF012  # a NamedTuple's default; nobody appends to it


async def file(call: Call, ask: FileDossier) -> Dossier:
    """File a form; raises what stands against it. A second filing of the same content answers with the first."""
    call.enter("file_dossier", None)
    content = digest(ask)
    known = await call.state.db.run(lambda work: earlier(work, ask, content, call.by))
    if known is not None:
        return known
    try:
        settled = await forms.settle(call, ask.form, ask.values, ask.papers)
    except FormFiled:  # the other half of a double click was filed since we looked
        known = await call.state.db.run(lambda work: earlier(work, ask, content, call.by))
        if known is None:
            raise
        return known
    call.about = settled.applicant_cccd
    filing = Filing(ask, settled, content)
    if settled.procedure.kind is Kind.NOTICE:
        documents.needed()
        row = await call.state.db.run(lambda work: numbered(work, filing))
        said = letters.notice(making.about(row))
        receipt = await documents.make(call, making.letter(row, letters.RECEIPT, said, _SYSTEM, row.filed_at))
        filing = filing._replace(row=row, made=[receipt])
    return await call.run(file_dossier, filing)


def file_dossier(work: Work, filing: Filing, /, *, by: Caller) -> Dossier:
    """Keep a dossier with its papers, parts and first line, and close its form."""
    work.alone()
    known = earlier(work, filing.ask, filing.content, by)
    if known is not None:  # a double click: the other one was quicker
        return known
    row = filing.row or numbered(work, filing)
    row = row._replace(seq=store.next_seq(work))
    forms.close(work, filing.settled, row.code)
    store.add(work, row)
    contents.put_papers(work, row.code, _papers(work, filing.settled, row))
    for part in _parts(work, filing.settled.procedure, row):
        contents.add_part(work, part)
    contents.add_step(work, _line(row))
    for one in filing.made:
        documents.keep(work, one)
        contents.add_document(work, row.code, one.id, one.document.kind)
    fields = sorted(filing.settled.values)
    tied = by._replace(dossier=row.code)
    audit.record(work, tied, "file-dossier", about=row.applicant_cccd, outcome=row.code, fields=fields)
    return telling.told(work, row, who(by))


def earlier(work: Work, ask: FileDossier, content: str, by: Caller) -> Dossier | None:
    """The dossier that this filing made already; raises FormFiled where the content was another."""
    asking, row = who(by), store.of_form(work, ask.form)
    if row is None or row.account_id != asking.account:
        return None
    if row.content != content:
        raise FormFiled(row.code)
    audit.record(work, by._replace(dossier=row.code), "file-dossier", about=row.applicant_cccd, outcome="filed already")
    return telling.told(work, row, asking)


def digest(ask: FileDossier) -> str:
    """SHA-256 of what is filed, in one canonical writing."""
    told = json.dumps(ask.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def numbered(work: Work, filing: Filing) -> store.Dossier:
    """The row of a new dossier with its number. A number taken for a filing that then fails stays unused."""
    work.alone()
    settled, now, today = filing.settled, work.clock.stamp(), work.clock.today()
    procedure, channel = settled.procedure, filing.ask.channel
    status = advance(None, Event.FILE, {Actor.CITIZEN}, Facts(kind=procedure.kind)).to
    if status is None:
        raise AssertionError("whatever can be filed has a first status")
    limit = limit_on(procedure.time_limit, today, channel)
    bundle = store.take_number(work, LIAISON, today) if procedure.kind is Kind.BUNDLE else ""
    delivery = str(settled.values.get("delivery") or filing.ask.delivery)
    ended = status is Status.RETURNED
    return store.Dossier(
        0, store.take_number(work, procedure.agency.code, today), bundle, settled.form_id, filing.content,
        procedure.slug, settled.code, procedure.kind, procedure.name.vi, procedure.name.en, settled.account_id,
        settled.applicant_name, settled.applicant_cccd, channel, delivery,
        procedure.agency.code, procedure.agency.name.vi, procedure.agency.name.en, status, "", FIRST, now,
        now if ended else "", limit.unit, limit.amount, limit.cut_off.isoformat("minutes"), "", "", "",
        now if status is Status.PAYMENT else "", 0, 0, 0, "", now if ended else "",
        fee(procedure, settled.values, channel, today), 0,
        json.dumps({one.code: (one.name.vi, one.name.en) for one in procedure.components}, ensure_ascii=False),
        json.dumps(settled.values, ensure_ascii=False), json.dumps(settled.provenance, ensure_ascii=False),
    )  # fmt: skip


def fee(procedure: Procedure, values: dict[str, object], channel: Channel, today: date) -> int:
    """What is to be paid, in đồng; of a payment service the sum on its form."""
    if procedure.kind is Kind.PAYMENT:
        fields = (field for section in procedure.sections for field in section.fields)
        sums = [str(values.get(field.id) or "") for field in fields if field.type is FieldType.MONEY]
        return int(next((one for one in sums if one.isdigit()), "0"))
    told = ([one for one in procedure.fee if one.holds(today)] or procedure.fee)[-1]
    return told.online if channel is Channel.ONLINE else told.counter


def _papers(work: Work, settled: Settled, row: store.Dossier) -> list[Paper]:
    names = {one.code: one.name for one in settled.procedure.components}
    kept = []
    for component, attachment, document, by_data in settled.papers:
        if attachment:
            found = attachments.one(work, attachment)
            if found is None or found.account_id != row.account_id or found.code or found.component != component:
                raise AttachmentUnknown(f"Thành phần: {component}", f"Component: {component}")
            attachments.bind(work, attachment, row.code)
        name = names[component]
        kept.append(Paper(row.code, 0, component, name.vi, name.en, attachment, document, by_data, 0))
    return kept


def _parts(work: Work, procedure: Procedure, row: store.Dossier) -> list[Part]:
    today = work.clock.today()
    return [
        Part(
            row.code, rule.key, ordinal, store.take_number(work, rule.agency.code, today), rule.name.vi, rule.name.en,
            rule.agency.code, row.status, "", "", "",
        )
        for ordinal, rule in enumerate(procedure.parts, 1)
    ]  # fmt: skip


def _line(row: store.Dossier) -> Taken:
    return Taken(
        row.code, FIRST, row.filed_at, Event.FILE, Actor.CITIZEN, CITIZEN, row.applicant, "", row.status, "", ""
    )
