"""Which tax records are the person's, and what they say of them.

An office typed the number, the name and the birth date, and two people may have held one CMND. A record under the
personal number is the person's. One under an old CMND is theirs only if birth date or name fit as the tolerant policy
has it, or the birth date is the very same: a mistyped name is then a conflict to be shown.
"""

from collections.abc import Sequence
from typing import NamedTuple

from motcua.vnid import dates, names
from motcua.vnid.dates import BornMatch
from motcua.vnid.evidence import Fit, Policy, fit
from motcua.wire.identity import Quality
from motcua.wire.taxpayers import Taxpayer
from services.portal.rules.prefill.answers import Known


class Person(NamedTuple):
    """The person whom the population register confirmed."""

    cccd: str
    full_name: str
    born_on: str


def own(records: Sequence[Taxpayer], person: Person) -> list[Taxpayer]:
    """The records of this person that are still in use, the one linked or numbered by the personal number first."""
    theirs = [one for one in records if not one.folded_into and is_own(one, person)]
    return sorted(theirs, key=lambda one: (person.cccd not in {one.linked_cccd, one.mst, one.id_number}, one.mst))


def is_own(record: Taxpayer, person: Person) -> bool:
    """Whether a record is about this person and nobody else."""
    if person.cccd in {record.linked_cccd, record.mst, record.id_number}:
        return True
    born = dates.compare(person.born_on, record.born_on or "")
    name = names.compare(person.full_name, record.full_name).kind
    return born is BornMatch.SAME or fit(Policy.TOLERANT, name, born) is not Fit.NONE


def values(records: Sequence[Taxpayer], as_of: str) -> dict[str, Known]:
    """What the first record says; with several codes none is sure, and all are shown."""
    first, others = records[0], records[1:]
    unsure = bool(others) and first.linked_cccd is None
    said = {
        "mst": first.mst,
        "full_name": first.full_name,
        "born_on": first.born_on,
        "status": first.status.code,
        "office": first.office,
        "address": first.address,
        "id_number": first.id_number,
    }
    told = {name: Known(value, as_of, _quality(name, value)) for name, value in said.items() if value}
    if unsure:
        told["mst"] = Known(first.mst, as_of, Quality.DISPUTED, tuple(one.mst for one in others))
    return told


def _quality(name: str, value: str) -> str:
    if name != "born_on":
        return Quality.FULL
    return {4: Quality.YEAR_ONLY, 7: Quality.MONTH_YEAR}.get(len(value), Quality.FULL)
