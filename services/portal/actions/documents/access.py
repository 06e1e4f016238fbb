"""Who sees a document: its own person, or an officer by a dossier of that person; to all others there is none."""

from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from services.portal.errors.documents import DocumentUnknown
from services.portal.rules.officers import Officer, behind
from services.portal.settings import NAME
from services.portal.store import documents as store
from services.portal.store import dossier_contents as contents
from services.portal.store import dossiers
from services.portal.store.documents import Document


def seen(work: Work, document_id: str, by: Caller) -> Document:
    """The document, if it exists and is theirs to see; raises DocumentUnknown for both other cases."""
    document = store.one(work, document_id)
    if document is None or not may_see(work, document, by):
        raise DocumentUnknown
    return document


def may_see(work: Work, document: Document, by: Caller) -> bool:
    """Whether whoever asks has to do with it."""
    if document.owner:
        return may_see_store(work, document.owner, by)
    officer = behind(by.on_behalf_of)  # a register book (form 06) is of an agency and of no person
    return officer is not None and officer.serves(document.agency)


def may_see_store(work: Work, account: str, by: Caller) -> bool:
    """Whether whoever asks may see what an account holds."""
    if is_citizen(by, account):
        return True
    officer = behind(by.on_behalf_of)
    return officer is not None and _tied(work, account, officer, by)


def is_citizen(by: Caller, account: str) -> bool:
    """Whether it is the person. Only the portal can say so: people sign in to it."""
    return by.client == NAME and bool(account) and by.on_behalf_of == f"citizen:{account}"


def _tied(work: Work, account: str, officer: Officer, by: Caller) -> bool:
    """An officer needs a dossier of this person at an agency of theirs; another client's, for its procedure only."""
    dossier = dossiers.fresh(work, by.dossier) if by.dossier else None
    if dossier is None or dossier.account_id != account:
        return False
    if by.client != NAME and by.procedure != dossier.procedure_code:
        return False
    agencies = [dossier.agency, *(part.agency for part in contents.parts(work, dossier.code))]
    return any(officer.serves(agency) for agency in agencies)
