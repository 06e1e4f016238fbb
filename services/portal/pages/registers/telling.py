"""A line of an audit in plain words: who, through which system, for which procedure and dossier, which fields."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from motcua.chassis.caller import Registry
from motcua.wire.identity import Access
from motcua.wire.procedures import Procedure
from services.portal.pages.caller import CITIZEN
from services.portal.pages.values import spoken
from services.portal.rules.officers import officers
from services.portal.rules.procedures import Catalogue
from services.portal.settings import NAME, PROCEDURE
from services.portal.store.accounts import Account
from services.portal.store.looks import Look

SELF = "self"
Line = Access | Look  # what the register says of a look, and the portal


class Told(NamedTuple):
    """A look in words. ``kind``: self, officer, citizen, system, page (nobody signed in); ``who`` names an officer.

    ``code`` is "" where the portal served no procedure in particular and stated the one that it states then.
    """

    at: str
    kind: str
    who: str
    system: str
    action: str
    procedure: str
    code: str
    dossier: str
    own_dossier: bool
    fields: tuple[str, ...]
    refused: bool
    named: bool


def runs(lines: Sequence[Told]) -> list[list[Told]]:
    """The lines in their order, one's own that follow each other together, so that the looks of others stand out."""
    numbered = enumerate(lines)
    return [
        [line for _, line in run] for _, run in groupby(numbered, lambda one: -1 if one[1].kind == SELF else one[0])
    ]


class Service(NamedTuple):
    """A procedure's name, and how its fields and papers are called: what is no field of it keeps its own name."""

    name: str
    labels: Mapping[str, str]


class Telling:
    """Tells lines about one person in one language."""

    def __init__(
        self, clients: Registry, services: Catalogue, account: Account, own_dossiers: frozenset[str], lang: str
    ) -> None:
        self._clients = {client.id: client.name for client in clients}
        self._services, self._lang = services, lang
        self._known: dict[str, Service] = {}
        self._own_dossiers = own_dossiers
        self._kinds = {f"citizen:{account.id}": SELF, CITIZEN: "page"}

    def told(self, line: Line, fields: Iterable[str]) -> Told:
        """One line."""
        kind, _, code = self._kinds.get(line.on_behalf_of, line.on_behalf_of).partition(":")
        dossier, service = line.dossier or "", self._service(line.procedure)
        return Told(
            line.at,
            kind,
            self._officer(code) if kind == "officer" else "",
            self._system(line.client),
            line.action,
            service.name,
            "" if (line.client, line.procedure) == (NAME, PROCEDURE) else line.procedure,
            dossier,
            dossier in self._own_dossiers,
            tuple(service.labels.get(name, name) for name in fields),
            line.outcome.startswith("refused:"),
            line.outcome == "named",
        )

    def _officer(self, code: str) -> str:
        """An officer of the sandbox by name; of another system only the code is known."""
        officer = officers().get(code)
        return f"{officer.name}, {spoken(officer.title, self._lang)} ({code})" if officer else code

    def _system(self, client: str) -> str:
        vi, _, en = self._clients.get(client, client).partition(" · ")
        return en if en and self._lang == "en" else vi

    def _service(self, code: str) -> Service:
        """A procedure by its code; a code that the catalogue does not know has no name."""
        if code not in self._known:
            found = self._services.get(code)
            self._known[code] = _service(found, self._lang) if found else Service("", {})
        return self._known[code]


def _service(procedure: Procedure, lang: str) -> Service:
    fields = {field.id: spoken(field.label, lang) for section in procedure.sections for field in section.fields}
    papers = {paper.code: spoken(paper.name, lang) for paper in procedure.components}
    return Service(spoken(procedure.name, lang), fields | papers)
