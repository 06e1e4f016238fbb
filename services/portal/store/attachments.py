"""Queries about uploaded files."""

from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from motcua.chassis.db import Statement, Work, nothing
from services.portal.tables.dossiers import ATTACHMENTS


class Attachment(NamedTuple):
    """A row of attachments, the content left out."""

    id: str
    account_id: str
    form_id: str
    code: str
    component: str
    name: str
    media_type: str
    size: int
    sha256: str
    uploaded_by: str
    uploaded_at: str


class Content(NamedTuple):
    """The file itself, as Base64."""

    content: str


_COLUMNS = [ATTACHMENTS.c[name] for name in Attachment._fields]
_THIS = ATTACHMENTS.c.id == bindparam("of_id")
ADD = Statement(ATTACHMENTS.insert(), nothing)
ONE = Statement(select(*_COLUMNS).where(_THIS), Attachment)
CONTENT = Statement(select(ATTACHMENTS.c.content).where(_THIS), Content)
OF_DOSSIER = Statement(select(*_COLUMNS).where(ATTACHMENTS.c.code == bindparam("of_code")), Attachment)
OF_FORM = Statement(
    select(*_COLUMNS)
    .where(ATTACHMENTS.c.form_id == bindparam("of_form"), ATTACHMENTS.c.account_id == bindparam("of_account"))
    .order_by(ATTACHMENTS.c.uploaded_at, ATTACHMENTS.c.id),
    Attachment,
)
DROP = Statement(ATTACHMENTS.delete().where(_THIS), nothing)
BIND = Statement(ATTACHMENTS.update().where(_THIS).values(code=bindparam("new_code")), nothing)
SIZES = Statement(
    select(func.coalesce(func.sum(ATTACHMENTS.c.size), 0)).where(
        ATTACHMENTS.c.account_id == bindparam("of_account"), ATTACHMENTS.c.code == ""
    ),
    int,
)


def add(work: Work, attachment: Attachment, content: str) -> None:
    """Keep a file."""
    work.run(ADD, content=content, **attachment._asdict())


def one(work: Work, attachment_id: str) -> Attachment | None:
    """A file without its content."""
    return work.fresh(ONE, of_id=attachment_id)


def content(work: Work, attachment_id: str) -> str:
    """The content, Base64."""
    found = work.fresh(CONTENT, of_id=attachment_id)
    return found.content if found else ""


def of_dossier(work: Work, code: str) -> dict[str, Attachment]:
    """Every file of a dossier, by id."""
    return {one.id: one for one in work.fresh_all(OF_DOSSIER, of_code=code)}


def bind(work: Work, attachment_id: str, code: str) -> None:
    """Make a file a dossier's."""
    work.run(BIND, of_id=attachment_id, new_code=code)


def unused(work: Work, account: str) -> int:
    """Bytes that an account has uploaded and not filed."""
    return work.fresh(SIZES, of_account=account) or 0


def of_form(work: Work, form_id: str, account: str) -> list[Attachment]:
    """Every file that an account uploaded for a form, oldest first."""
    return work.fresh_all(OF_FORM, of_form=form_id, of_account=account)


def drop(work: Work, attachment_id: str) -> None:
    """Throw a file away."""
    work.run(DROP, of_id=attachment_id)
