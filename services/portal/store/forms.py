"""Queries about opened forms."""

from typing import NamedTuple

from sqlalchemy import bindparam, select

from motcua.chassis.db import Statement, Work, nothing
from services.portal.tables.forms import FORMS


class OpenedForm(NamedTuple):
    """A row of forms."""

    id: str
    account_id: str
    procedure: str
    code: str
    opened_at: str
    asked_at: str
    expires_at: str
    consent: str
    snapshot: str
    draft: str = "{}"
    dossier: str = ""


_THIS = FORMS.c.id == bindparam("form_id")
_ROW = select(*(FORMS.c[name] for name in OpenedForm._fields))
BY_ID = Statement(_ROW.where(_THIS), OpenedForm)
LATEST_OPEN = Statement(
    _ROW.where(
        FORMS.c.account_id == bindparam("account_id"),
        FORMS.c.procedure == bindparam("procedure"),
        FORMS.c.dossier == "",
        FORMS.c.expires_at > bindparam("now"),
    )
    .order_by(FORMS.c.opened_at.desc())
    .limit(1),
    OpenedForm,
)
ADD = Statement(FORMS.insert(), nothing)
SET_SNAPSHOT = Statement(
    FORMS.update().where(_THIS).values(snapshot=bindparam("new_snapshot"), asked_at=bindparam("new_asked_at")), nothing
)
SET_DRAFT = Statement(FORMS.update().where(_THIS).values(draft=bindparam("new_draft")), nothing)
CLOSE = Statement(FORMS.update().where(_THIS, FORMS.c.dossier == "").values(dossier=bindparam("new_dossier")), nothing)


def by_id(work: Work, form_id: str, *, fresh: bool = False) -> OpenedForm | None:
    """The form with this id; ``fresh`` for a write that depends on it."""
    return (work.fresh if fresh else work.one)(BY_ID, form_id=form_id)


def latest_open(work: Work, account_id: str, procedure: str, now: str) -> OpenedForm | None:
    """The newest form of a citizen for a procedure that can still be filed."""
    return work.one(LATEST_OPEN, account_id=account_id, procedure=procedure, now=now)


def add(work: Work, form: OpenedForm) -> None:
    """Keep a new form."""
    work.run(ADD, **form._asdict())


def set_snapshot(work: Work, form_id: str, snapshot: str, asked_at: str) -> None:
    """Keep what the sources said now."""
    work.run(SET_SNAPSHOT, form_id=form_id, new_snapshot=snapshot, new_asked_at=asked_at)


def set_draft(work: Work, form_id: str, draft: str) -> None:
    """Keep what was typed so far."""
    work.run(SET_DRAFT, form_id=form_id, new_draft=draft)


def close(work: Work, form_id: str, dossier: str) -> bool:
    """Note the dossier that the form became; False where it became one before."""
    return work.run(CLOSE, form_id=form_id, new_dossier=dossier) == 1
