"""The form as typed, and what it declares: every slip is named beside its field, and nothing typed is lost."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from motcua.vnid import cmnd, dates, mst
from motcua.vnid.errors import NumberError
from motcua.vnid.evidence import Policy
from motcua.vnid.legacy import IdKind, recognise
from motcua.vnid.synthetic import is_synthetic
from motcua.wire.reconciliations import OpenReconciliation

LONGEST = 100
FIELDS = ("cmnd", "full_name", "day", "month", "year", "tax_code", "policy", "link")
EMPTY = {**dict.fromkeys(FIELDS, ""), "policy": str(Policy.TOLERANT)}


class Slip(NamedTuple):
    """A field that cannot be taken: the id to jump to and the key of the sentence below ``errors`` in the texts."""

    field: str
    text: str


class Form(NamedTuple):
    """What was typed, what it declares (None where something is wrong), and what is wrong."""

    typed: Mapping[str, str]
    declared: OpenReconciliation | None
    slips: tuple[Slip, ...]


def of_declaration(ask: Mapping[str, Any]) -> dict[str, str]:
    """The form filled with a declaration, as a persona makes it."""
    return {
        **EMPTY,
        "cmnd": ask["cmnd"],
        "full_name": ask["full_name"],
        **in_fields(ask["born_on"]),
        "tax_code": ask.get("tax_code") or "",
        "policy": ask.get("policy") or str(Policy.TOLERANT),
        "link": "yes" if ask.get("link") else "",
    }


def in_fields(born_on: str) -> dict[str, str]:
    """A birth date as three fields show it."""
    year, month, day = f"{born_on}--".split("-")[:3]
    return {"day": day.lstrip("0"), "month": month.lstrip("0"), "year": year}


def read(given: Mapping[str, Any], today: date, *, real_numbers: bool) -> Form:
    """Read a posted form. Unless ``real_numbers``, numbers that a real person could hold are not taken."""
    typed = {name: str(given.get(name, ""))[: 2 * LONGEST].strip() for name in FIELDS}
    slips = [
        slip
        for slip in (
            _cmnd(typed["cmnd"], real_numbers=real_numbers),
            name_slip(typed["full_name"]),
            born_slip(typed, today),
            _tax_code(typed["tax_code"], real_numbers=real_numbers),
        )
        if slip
    ]
    if slips:
        return Form(typed, None, tuple(slips))
    declared = OpenReconciliation(
        cmnd=cmnd.parse(typed["cmnd"]),
        full_name=typed["full_name"],
        born_on=iso(typed),
        tax_code=mst.parse(typed["tax_code"]) if typed["tax_code"] else None,
        policy=Policy.STRICT if typed["policy"] == Policy.STRICT else Policy.TOLERANT,
        link=bool(typed["link"]),
    )
    return Form(typed, declared, ())


def _cmnd(text: str, *, real_numbers: bool) -> Slip | None:
    if not text:
        return Slip("cmnd", "cmnd_missing")
    try:
        number = cmnd.parse(text)
    except NumberError as wrong:
        twelve = recognise(text).kind in {IdKind.CCCD, IdKind.PADDED_CMND}
        return Slip("cmnd", "cmnd_twelve" if twelve else wrong.code.replace(".", "_").replace("-", "_"))
    return None if real_numbers or is_synthetic(number) else Slip("cmnd", "cmnd_real")


def name_slip(text: str) -> Slip | None:
    """What is wrong with a name."""
    if not text:
        return Slip("full_name", "name_missing")
    if len(text) > LONGEST:
        return Slip("full_name", "name_long")
    return Slip("full_name", "name_unreadable") if any(sign < " " or sign == "\x7f" for sign in text) else None


def born_slip(typed: Mapping[str, str], today: date) -> Slip | None:
    """What is wrong with a birth date in three fields."""
    day, month, year = typed["day"], typed["month"], typed["year"]
    if not (day or month or year):
        return Slip("day", "born_missing")
    if len(year) != 4 or not year.isascii() or not year.isdigit():
        return Slip("year", "born_year")
    if day and not month:
        return Slip("month", "born_month")
    try:
        born = dates.parse(iso(typed))
    except NumberError:
        return Slip("day", "born_impossible")
    if born > today.isoformat():
        return Slip("day", "born_future")
    return None if year >= "1900" else Slip("year", "born_year")


def iso(typed: Mapping[str, str]) -> str:
    """A birth date of three fields as ISO 8601, as far as it is known."""
    return "-".join(part.zfill(2) for part in (typed["year"], typed["month"], typed["day"]) if part)


def _tax_code(text: str, *, real_numbers: bool) -> Slip | None:
    if not text:
        return None
    try:
        number = mst.parse(text)
    except NumberError:
        return Slip("tax_code", "tax_code_wrong")
    return None if real_numbers or is_synthetic(number) else Slip("tax_code", "tax_code_real")
