"""Dossiers: ``file`` a form, take a ``step``, ``show`` and ``find`` them, ``upload`` files, sign ``books``.

``who`` asks · ``planning`` weighs a step, ``changing`` says what it changes, ``making`` which documents it signs,
``refusing`` why not · ``telling`` a dossier as an answer.
"""

from services.portal.actions.dossiers.books import control_sheet, register_book
from services.portal.actions.dossiers.filing import file
from services.portal.actions.dossiers.showing import dossier_history, find_dossiers, show_dossier
from services.portal.actions.dossiers.steps import step
from services.portal.actions.dossiers.uploads import File, drop_upload, form_uploads, show_attachment, upload_file

__all__ = [
    "File",
    "control_sheet",
    "dossier_history",
    "drop_upload",
    "file",
    "find_dossiers",
    "form_uploads",
    "register_book",
    "show_attachment",
    "show_dossier",
    "step",
    "upload_file",
]
