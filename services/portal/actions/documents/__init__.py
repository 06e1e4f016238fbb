"""Signed documents: ``make`` and ``keep`` them, the citizen's store, sharing, revoking, verifying.

``authority`` whose ``certificates`` sign · ``rendering`` by typst, ``signing`` and ``reading`` by pyHanko, imported at
the first use · ``access`` who sees what · ``showing``, ``sharing``, ``revoking``, ``verifying``.
"""

from services.portal.actions.documents.authority import root_of
from services.portal.actions.documents.making import keep, make, needed
from services.portal.actions.documents.revoking import ToRevoke, revoke_document
from services.portal.actions.documents.sharing import Opened, ToOpen, ToShare, open_shared, share_document, stop_sharing
from services.portal.actions.documents.showing import File, document_file, find_documents, show_document
from services.portal.actions.documents.verifying import Read, read_file, verify_document
from services.portal.actions.documents.wanted import Made, Wanted

__all__ = [
    "File",
    "Made",
    "Opened",
    "Read",
    "ToOpen",
    "ToRevoke",
    "ToShare",
    "Wanted",
    "document_file",
    "find_documents",
    "keep",
    "make",
    "needed",
    "open_shared",
    "read_file",
    "revoke_document",
    "root_of",
    "share_document",
    "show_document",
    "stop_sharing",
    "verify_document",
]
