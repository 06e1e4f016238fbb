"""The public services that the portal offers: read from files, found again when a file comes or changes.

Adding a service is adding a file, to ``contracts/procedures`` or to the folder of the knob ``procedures``. A file that
does not fit is logged and left out, or stays as it was read last: the other services go on.
"""

import logging
import os
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import ValidationError

from motcua.vnid.names import fold
from motcua.wire import contracts
from motcua.wire.procedures import Procedure, ProcedureLine

LOG = logging.getLogger("motcua.procedures")
BLOCKS = "_blocks.yaml"


class Wrong(ValueError):
    """A procedure file does not fit the schema; names file and member."""


class Found(NamedTuple):
    """A procedure with the words by which it is searched: without diacritics, lower case."""

    procedure: Procedure
    words: str


class Catalogue:
    """All procedures of some folders, by slug, in the order of their numbers."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders
        self._seen: dict[str, int] = {}
        self._read: dict[str, Found] = {}
        self._found: dict[str, Found] = {}
        self.wrong: list[str] = []

    def all(self) -> list[Procedure]:
        """Every procedure."""
        return [found.procedure for found in self._fresh().values()]

    def get(self, slug: str) -> Procedure | None:
        """One procedure, by slug or by any of its codes."""
        fresh = self._fresh()
        if slug in fresh:
            return fresh[slug].procedure
        named = (one.procedure for one in fresh.values() if any(code.code == slug for code in one.procedure.codes))
        return next(named, None)

    def search(self, asked: str) -> list[Procedure]:
        """The procedures that hold every word of ``asked``, with or without diacritics."""
        wanted = plain(asked).split()
        fitting = [found for found in self._fresh().values() if all(word in found.words for word in wanted)]
        # A hit in the name weighs more than one in the summary.
        return [
            found.procedure
            for found in sorted(fitting, key=lambda one: -sum(word in plain(one.procedure.name.vi) for word in wanted))
        ]

    def _fresh(self) -> dict[str, Found]:
        files = {file.path: file.stat().st_mtime_ns for file in self._files()}
        if files != self._seen:
            self._look(files)
        return self._found

    def _look(self, files: dict[str, int]) -> None:
        """Read what is new or changed; all, where the shared sections changed."""
        blocks = {file: at for file, at in files.items() if file.endswith(BLOCKS)}
        same = all(self._seen.get(file) == at for file, at in blocks.items())
        before, self._read, self.wrong = self._read, {}, []
        for file in sorted(files.keys() - blocks.keys()):
            known = before.get(file)
            if known and same and self._seen.get(file) == files[file]:
                self._read[file] = known
                continue
            try:
                self._read[file] = _read(Path(file))
            except Wrong as wrong:
                self.wrong.append(str(wrong))
                LOG.error("procedure file does not fit", extra={"data": {"wrong": str(wrong)}})
                self._read |= {file: known} if known else {}
        self._found = {
            one.procedure.slug: one for one in sorted(self._read.values(), key=lambda one: one.procedure.number)
        }
        self._seen = files

    def _files(self) -> Iterator[os.DirEntry[str]]:
        for folder in self._folders:
            if folder.is_dir():
                yield from (file for file in os.scandir(folder) if file.name.endswith(".yaml"))


@cache
def catalogue(further: Path | None = None) -> Catalogue:
    """The services of contracts/procedures and of the folder ``further`` (the knob ``procedures``)."""
    return Catalogue((contracts.root() / "procedures", *([further] if further else [])))


def plain(text: str) -> str:
    """Text as it is searched: lower case, without diacritics.

    >>> plain("Đăng ký thường trú")
    'dang ky thuong tru'
    """
    return fold(text)


def line(procedure: Procedure, day: date) -> ProcedureLine:
    """A procedure in a list, as of ``day``."""
    fees = [fee for fee in procedure.fee if fee.holds(day)] or procedure.fee
    forms = [form for form in procedure.form if form.holds(day)] or procedure.form
    return ProcedureLine(
        number=procedure.number,
        slug=procedure.slug,
        code=procedure.code_on(day),
        name=procedure.name,
        summary=procedure.summary,
        agency=procedure.agency.name,
        kind=procedure.kind,
        form=forms[-1].id,
        fee_online=fees[-1].online,
    )


def _read(file: Path) -> Found:
    try:
        procedure = Procedure.model_validate(with_blocks(contracts.read_yaml(file), file.parent))
    except ValidationError as wrong:
        first = wrong.errors()[0]
        raise Wrong(f"{file.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from wrong
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, TypeError, KeyError, OSError) as wrong:  # half written
        raise Wrong(f"{file.name}: {wrong}") from wrong
    spoken = (
        procedure.name.vi, procedure.name.en, procedure.summary.vi, procedure.summary.en, procedure.agency.name.vi,
        *procedure.keywords, *(code.code for code in procedure.codes), *(form.id for form in procedure.form),
    )  # fmt: skip
    return Found(procedure, plain(" ".join(spoken)))


def with_blocks(told: dict[str, object], folder: Path) -> dict[str, object]:
    """A file with its sections ``{use: name}`` replaced by those of ``_blocks.yaml``; the rest of the entry wins."""
    sections = told.get("sections")
    if not isinstance(sections, list):
        return told
    blocks: dict[str, dict[str, object]] = {}
    for place in (contracts.root() / "procedures", folder):
        file = place / "_blocks.yaml"
        blocks |= contracts.read_yaml(file) if file.is_file() else {}
    whole = [
        {**blocks[entry["use"]], **{name: value for name, value in entry.items() if name != "use"}}
        if isinstance(entry, dict) and entry.get("use") in blocks
        else entry
        for entry in sections
    ]
    return {**told, "sections": whole}
