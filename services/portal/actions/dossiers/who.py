"""Who asks about a dossier: its citizen, an officer of its agency; to everybody else there is no such dossier."""

from typing import NamedTuple

from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.dossiers import Actor
from services.portal.errors.dossiers import DossierUnknown
from services.portal.rules.officers import Officer, behind
from services.portal.settings import NAME
from services.portal.store import dossier_contents as contents
from services.portal.store import dossiers as store
from services.portal.store.dossiers import Dossier

CITIZEN = "citizen"
PLATFORM = "Nền tảng thanh toán (giả lập)"


class Who(NamedTuple):
    """Somebody at the portal: an account, an officer, the system, or nobody."""

    actors: frozenset[Actor] = frozenset()
    by: str = ""
    name: str = ""
    title: str = ""
    account: str = ""
    officer: Officer | None = None
    procedure: str = ""
    """Another client's officers see dossiers of the procedure that they state, no others; "" for any."""


SYSTEM = Who(frozenset({Actor.SYSTEM}), "system", PLATFORM)


def who(by: Caller) -> Who:
    """Whom the call serves. That somebody is this citizen only the portal itself can say: they signed in to it."""
    kind, _, name = by.on_behalf_of.partition(":")
    if kind == CITIZEN:
        return Who(frozenset({Actor.CITIZEN}), CITIZEN, account=name) if by.client == NAME else Who()
    officer = behind(by.on_behalf_of)
    if officer is None:
        return Who()
    procedure = "" if by.client == NAME else by.procedure
    return Who(officer.roles, by.on_behalf_of, officer.name, officer.title.vi, officer=officer, procedure=procedure)


def seen(work: Work, code: str, asking: Who, *, fresh: bool = True) -> Dossier:
    """The dossier, if it exists and is theirs to see; raises DossierUnknown for both other cases."""
    dossier = (store.fresh if fresh else store.one)(work, code)
    if dossier is None or not (_own(dossier, asking) or _served(work, dossier, asking)):
        raise DossierUnknown
    return dossier


def _own(dossier: Dossier, asking: Who) -> bool:
    return bool(asking.account) and dossier.account_id == asking.account


def _served(work: Work, dossier: Dossier, asking: Who) -> bool:
    officer = asking.officer
    if officer is None or asking.procedure not in {"", dossier.procedure_code}:
        return False
    return officer.serves(dossier.agency) or any(
        officer.serves(part.agency) for part in contents.parts(work, dossier.code)
    )
