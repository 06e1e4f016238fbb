"""What a browser sent with a form: fields, rows of lists, people, files, and which button was pressed. Pure."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from starlette.datastructures import UploadFile

FIELD, PERSON, FILE = "f.", "p.", "file."
LONGEST, ROWS = 4000, 20
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
Row = dict[str, str]
Values = dict[str, str | list[Row]]


class Posted(NamedTuple):
    """Everything that one press of a button brought."""

    values: Values
    people: dict[str, Row]
    files: dict[str, UploadFile]
    do: str
    lang: str
    show_in: str


def read(items: Iterable[tuple[str, Any]]) -> Posted:
    """Read the parts of a posted form, in their order; what has no known beginning is left alone.

    >>> read([("f.name", " Hoa "), ("f.kin.0.role", "con"), ("flag", "agreed"), ("do", "save")]).values
    {'name': 'Hoa', 'kin': [{'role': 'con'}], 'agreed': 'false'}
    """
    texts: dict[str, str] = {}
    files: dict[str, UploadFile] = {}
    flags: list[str] = []
    for name, part in items:
        if isinstance(part, UploadFile):
            if name.startswith(FILE) and part.filename:
                files[name.removeprefix(FILE)] = part
        elif name == "flag":
            flags.append(part)
        else:
            texts[name] = clean(part)
    values = _values(texts)
    for flag in flags:  # a box that is not ticked is not sent
        values.setdefault(flag, "false")
    return Posted(values, _people(texts), files, texts.get("do", ""), texts.get("lang", ""), texts.get("show_in", ""))


def clean(text: str) -> str:
    """A text without what no keyboard writes, and not longer than a field may be."""
    return _UNPRINTABLE.sub("", text).replace("\r\n", "\n")[:LONGEST].strip()


def _values(texts: Mapping[str, str]) -> Values:
    values: Values = {}
    rows: dict[str, dict[int, Row]] = {}
    for name, text in texts.items():
        parts = name.removeprefix(FIELD).split(".") if name.startswith(FIELD) else []
        if len(parts) == 1:
            values[parts[0]] = text
        elif len(parts) == 3 and parts[1].isascii() and parts[1].isdigit() and int(parts[1]) < ROWS:
            rows.setdefault(parts[0], {}).setdefault(int(parts[1]), {})[parts[2][:40]] = text
    for name, numbered in rows.items():
        values[name] = [numbered[number] for number in sorted(numbered)]
    return values


def _people(texts: Mapping[str, str]) -> dict[str, Row]:
    people: dict[str, Row] = {}
    for name, text in texts.items():
        parts = name.removeprefix(PERSON).split(".") if name.startswith(PERSON) else []
        if len(parts) == 2:
            people.setdefault(parts[0], {})[parts[1]] = text
    return people


def rows_changed(values: Values, do: str) -> Values:
    """The values after a button that adds or removes a row of a list.

    >>> rows_changed({"kin": [{"role": "con"}]}, "add:kin")
    {'kin': [{'role': 'con'}, {}]}
    >>> rows_changed({"kin": [{"role": "con"}, {"role": "vợ"}]}, "remove:kin:0")
    {'kin': [{'role': 'vợ'}]}
    """
    verb, _, rest = do.partition(":")
    name, _, number = rest.partition(":")
    kept = values.get(name, [])
    rows = list(kept) if isinstance(kept, list) else []
    if verb == "add" and len(rows) < ROWS:
        rows.append({})
    elif verb == "remove" and number.isascii() and number.isdigit() and int(number) < len(rows):
        del rows[int(number)]
    else:
        return values
    return {**values, name: rows}
