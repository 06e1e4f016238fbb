"""Pure decisions of tax_db: the strict three fields, what a link does to which record, what a status means on a day."""

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from motcua.vnid import dates, legacy, names
from motcua.vnid.evidence import BornMatch, NameMatch
from motcua.wire.codelists import codelist
from motcua.wire.taxpayers import LinkOutcome, LookupVerdict, Status


class Record(NamedTuple):
    """A tax record, as the office holds it; an empty text is unknown."""

    mst: str
    full_name: str
    born_on: str
    id_kind: str
    id_number: str
    status: str
    reason: str
    status_since: str
    office: str
    address: str
    linked_cccd: str
    linked_on: str
    folded_into: str


class Declared(NamedTuple):
    """The three fields that a record is held against."""

    full_name: str
    born_on: str
    numbers: frozenset[str]


class Decision(NamedTuple):
    """What becomes of a request to link, and why."""

    outcome: LinkOutcome
    reasons: tuple[str, ...]


class Event(StrEnum):
    """What may stand in the history of a record."""

    LINKED = "linked"
    FOLDED = "folded"
    MISMATCH = "mismatch"
    REFUSED = "refused"


OPERATING, CLOSED, WAITING = "00.02", "01.18", "10.01"
CEASED = frozenset({"01", "03"})  # a closed code stays closed: status 10 would say that it is still in use [assumed]
NOT_THEIR_NUMBER = frozenset(
    {"number.other", "number.none", "number.placeholder", "number.unreadable", "number.rounded"}
)
NO_LONGER_LIVING = frozenset({"2", "3"})
FIELDS = {"name": "full_name", "born": "born_on", "number": "id_number", "living": "living_status", "link": "mst"}
LINK_REASONS = {
    "living.2": ("CSDL dân cư ghi người này đã chết.", "The population register says that the person is dead."),
    "living.3": ("CSDL dân cư ghi người này mất tích.", "The population register says that the person is missing."),
    "link.taken": (
        "Mã số thuế này đã gắn với số định danh của người khác.",
        "This tax code is linked to another personal number.",
    ),
    "link.already": (
        "Mã số thuế này đã gắn với số định danh.",
        "This tax code is linked to the personal number already.",
    ),
    "link.none": ("Không có mã số thuế này.", "There is no such tax code."),
}


def differences(declared: Declared, record: Record) -> tuple[str, ...]:
    """A reason code for each of the three fields, also where it agrees.

    The number must stand in the record as it is: a padded, shortened or misread number is no number of the person, and
    the code says what happened to it.
    """
    name = names.compare(declared.full_name, record.full_name).kind
    born = dates.compare(declared.born_on, record.born_on)
    return (f"name.{NameMatch(name)}", f"born.{BornMatch(born)}", *_number(declared.numbers, record))


def _number(known: frozenset[str], record: Record) -> tuple[str, ...]:
    if known & {record.id_number, record.linked_cccd, record.mst} - {""}:
        return ("number.same",)
    if not record.id_number:
        return ("number.none",)
    stands = legacy.recognise(record.id_number)
    explained = stands.number in known or stands.kind in {legacy.IdKind.PLACEHOLDER, legacy.IdKind.UNKNOWN}
    return stands.remarks if stands.remarks and explained else (*stands.remarks, "number.other")


def agrees(codes: Collection[str]) -> bool:
    """Whether all three fields agree exactly (facts.md 2: name, birth date, number; Circular 86/2024 Art. 5(5), 39)."""
    return set(codes) == {"name.same", "born.same", "number.same"}


def concerns(codes: Collection[str]) -> bool:
    """Whether a record that differs is about the person at all.

    It is, if name and birth date are theirs, or the number is and one of the other two is near: a CMND may be shared.
    Of another record nothing is told and nothing at it is changed: it is somebody else's [assumed].
    """
    said = set(codes)
    theirs = not said & NOT_THEIR_NUMBER
    return {"name.same", "born.same"} <= said or (theirs and not {"name.other", "born.other"} <= said)


def holder(record: Record) -> str:
    """The personal number under which the code stands, or an empty text."""
    return record.linked_cccd or (record.folded_into if len(record.folded_into) == 12 else "")


def decide(record: Record | None, cccd: str, living_status: str, declared: Declared) -> Decision:
    """What becomes of a request to link ``record`` with ``cccd``; the first that holds."""
    if record is None:
        return Decision(LinkOutcome.NOT_FOUND, ("link.none",))
    if living_status in NO_LONGER_LIVING:
        return Decision(LinkOutcome.DECEASED, (f"living.{living_status}",))
    if holder(record) == cccd:
        return Decision(LinkOutcome.ALREADY_LINKED, ("link.already",))
    if holder(record):
        return Decision(LinkOutcome.TAKEN, ("link.taken",))
    codes = differences(declared, record)
    return Decision(LinkOutcome.LINKED if agrees(codes) else LinkOutcome.MISMATCH, codes)


def survivor(asked: Record, others: Iterable[Record], cccd: str) -> Record:
    """Which of a person's codes goes on: the personal number itself, else the one linked before, else the one asked."""
    return min(
        (asked, *others), key=lambda one: (one.mst != cccd, one.linked_cccd != cccd, one.mst != asked.mst, one.mst)
    )


def same_person(declared: Declared, record: Record, cccd: str) -> bool:
    """Whether another code may be folded: linked to the number before, or the same in all three fields."""
    return not record.folded_into and (
        record.linked_cccd == cccd or (not record.linked_cccd and agrees(differences(declared, record)))
    )


def linked(record: Record, cccd: str, was: str) -> Record:
    """The record once it is confirmed: status 10 ends, back to ``was`` ("00.02") or, unknown, to operating."""
    status, reason = (was or OPERATING).split(".") if record.status == "10" else (record.status, record.reason)
    return record._replace(linked_cccd=cccd, status=status, reason=reason)


def folded(record: Record, cccd: str) -> Record:
    """The record once another code of the person took it over: closed [status assumed; facts.md 2: folded]."""
    status, reason = CLOSED.split(".")
    return record._replace(linked_cccd=cccd, folded_into=cccd, status=status, reason=reason)


def waiting(record: Record) -> Record:
    """The record whose data differ: status 10, unless its code is closed or folded."""
    if record.status in CEASED or record.folded_into:
        return record
    status, reason = WAITING.split(".")
    return record._replace(status=status, reason=reason)


def found(records: Sequence[Record]) -> LookupVerdict:
    """Several codes in use are several; a folded one beside its successor is not."""
    if not records:
        return LookupVerdict.NOT_FOUND
    in_use = [record for record in records if not record.folded_into]
    return LookupVerdict.SEVERAL if len(in_use) > 1 else LookupVerdict.FOUND


# Which circular on tax registration is in force from which day.
LAWS = (("2026-07-01", "90/2026/TT-BTC"), ("2025-02-06", "86/2024/TT-BTC"), ("", "105/2020/TT-BTC"))


def status(record: Record, day: str) -> Status:
    """The status of a record in the words of ``day``."""
    means = codelist("tax-statuses").on(record.status, day)
    because = codelist("tax-status-reasons").on(f"{record.status}.{record.reason}", day)
    return Status(
        code=record.status,
        reason=record.reason or None,
        vi=means.vi,
        en=means.en,
        reason_vi=because.vi or None,
        reason_en=because.en or None,
        valid=means.in_force and (because.in_force or not record.reason),
        since=record.status_since or None,
        law=next(law for since, law in LAWS if since <= day),
    )
