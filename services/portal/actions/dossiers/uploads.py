"""Files: checked by their bytes, kept as an account's or a dossier's, seen by nobody else."""

import secrets
from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.wire.dossiers import Status, Upload, Uploaded
from services.portal.actions.dossiers.refusing import lacking
from services.portal.actions.dossiers.who import Who, seen, who
from services.portal.actions.forms.whose import still_open
from services.portal.errors.attachments import (
    AttachmentInfected,
    AttachmentTooLarge,
    AttachmentType,
    AttachmentUnknown,
    AttachmentUnreadable,
    ChecksumWrong,
)
from services.portal.errors.dossiers import DossierUnknown, StepNotPossible
from services.portal.errors.forms import FormUnknown
from services.portal.rules import uploads as rules
from services.portal.rules.dossier_machine import Why
from services.portal.store import attachments as store
from services.portal.store import dossier_contents as contents
from services.portal.store import dossiers, forms
from services.portal.store.attachments import Attachment
from services.portal.store.dossier_contents import Paper
from services.portal.store.dossiers import Dossier

RUNNING = frozenset({Status.REGISTERED, Status.RECEIVED, Status.PROCESSING, Status.SUPPLEMENT, Status.PAYMENT})


class File(NamedTuple):
    """A file, whole."""

    name: str
    media_type: str
    content: bytes


def upload_file(work: Work, ask: Upload, /, *, by: Caller) -> Uploaded:
    """Keep a file for a form or a dossier; an officer's is a paper of the dossier at once (digitised).

    Raises what stands against the file (errors.attachments), FormUnknown or DossierUnknown where it is not theirs, and
    StepNotPossible where the dossier has ended.
    """
    work.alone()
    asking, content = who(by), checked(ask)
    account, dossier = _owner(work, ask, asking)
    if not dossier and store.unused(work, account) + len(content) > rules.UNUSED:
        raise AttachmentTooLarge("Hãy nộp hoặc xoá bớt tệp đã tải lên.", "File or remove what you uploaded before.")
    if dossier and sum(one.size for one in store.of_dossier(work, dossier.code).values()) + len(content) > rules.WHOLE:
        raise AttachmentTooLarge("Hồ sơ đã đủ dung lượng tệp.", "The dossier holds as many bytes of files as it may.")
    kept = Attachment(
        secrets.token_hex(16), account, ask.form or "", dossier.code if dossier else "", ask.component,
        rules.clean_name(ask.name), rules.type_of(content), len(content), rules.checksum(content),
        asking.by, work.clock.stamp(),
    )  # fmt: skip
    store.add(work, kept, ask.content)
    if dossier and asking.officer:
        _digitise(work, dossier, kept)
    tied = by._replace(dossier=kept.code)
    about = dossier.applicant_cccd if dossier else ""
    audit.record(
        work, tied, "upload-file", about=about, outcome=f"{kept.media_type} {kept.size}", fields=[ask.component]
    )
    return told(kept)


def checked(ask: Upload) -> bytes:
    """The content, if nothing stands against it."""
    content = rules.decode(ask.content)
    if not content:
        raise AttachmentUnreadable
    if len(content) > rules.LARGEST:
        raise AttachmentTooLarge(f"Mỗi tệp tối đa {rules.LARGEST} byte.", f"At most {rules.LARGEST} bytes a file.")
    if ask.sha256 and ask.sha256 != rules.checksum(content):
        raise ChecksumWrong
    if rules.infected(content):
        raise AttachmentInfected
    if not rules.type_of(content) or rules.type_of(content) != ask.media_type:
        raise AttachmentType
    return content


def show_attachment(work: Work, attachment_id: str, /, *, by: Caller) -> File:
    """A file, to whoever uploaded it for a form and to who sees its dossier; raises AttachmentUnknown."""
    found = _theirs(work, attachment_id, who(by))
    content = rules.decode(store.content(work, found.id)) or b""
    dossier = dossiers.one(work, found.code) if found.code else None
    tied, about = by._replace(dossier=found.code), dossier.applicant_cccd if dossier else ""
    audit.record(work, tied, "show-attachment", about=about, outcome=found.id, fields=[found.component])
    return File(found.name, found.media_type, content)


def form_uploads(work: Work, form_id: str, /, *, by: Caller) -> list[Uploaded]:
    """What a citizen uploaded for a form and has not filed, oldest first; nothing of anybody else's form."""
    found = [told(one) for one in store.of_form(work, form_id, who(by).account) if not one.code]
    audit.record(work, by, "form-uploads", outcome=str(len(found)))
    return found


def drop_upload(work: Work, attachment_id: str, /, *, by: Caller) -> Uploaded:
    """Throw a file away that is in no dossier; raises AttachmentUnknown."""
    work.alone()
    asking = who(by)
    found = _theirs(work, attachment_id, asking)
    if found.code or found.account_id != asking.account:
        raise AttachmentUnknown
    store.drop(work, found.id)
    audit.record(work, by, "drop-upload", outcome=found.id, fields=[found.component])
    return told(found)


def told(one: Attachment) -> Uploaded:
    """A file as an answer, the content left out."""
    return Uploaded(
        id=one.id, component=one.component, name=one.name, media_type=one.media_type, size=one.size, sha256=one.sha256
    )


def _owner(work: Work, ask: Upload, asking: Who) -> tuple[str, Dossier | None]:
    """Whose the file is, and the dossier that it belongs to, if any."""
    if ask.dossier:
        dossier = seen(work, ask.dossier, asking)
        waiting = RUNNING if asking.officer else frozenset({Status.SUPPLEMENT})  # a citizen brings what was asked
        if Status(dossier.status) not in waiting:
            raise StepNotPossible(f"Trạng thái: {dossier.status}", f"Status: {dossier.status}")
        if ask.component not in dossier.component_names:
            raise lacking(Why.COMPONENT)
        return dossier.account_id, dossier
    form = forms.by_id(work, ask.form or "", fresh=True)
    if form is None or not asking.account or form.account_id != asking.account:
        raise FormUnknown
    still_open(form, work.clock.stamp())
    return asking.account, None


def _theirs(work: Work, attachment_id: str, asking: Who) -> Attachment:
    found = store.one(work, attachment_id)
    if found is None:
        raise AttachmentUnknown
    if found.code:
        try:
            seen(work, found.code, asking)
        except DossierUnknown:
            raise AttachmentUnknown from None
    elif not asking.account or found.account_id != asking.account:
        raise AttachmentUnknown
    return found


def _digitise(work: Work, dossier: Dossier, file: Attachment) -> None:
    """An officer scanned a paper: it is the dossier's, under its component."""
    name_vi, name_en = dossier.component_names[file.component]
    paper = Paper(dossier.code, 0, file.component, name_vi, name_en, file.id, "", "", 1)
    contents.put_papers(work, dossier.code, [paper])
