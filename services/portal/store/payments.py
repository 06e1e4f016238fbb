"""Queries about payments and the key of the payment platform."""

from typing import NamedTuple

from sqlalchemy import bindparam, select

from motcua.chassis.db import Statement, Work, nothing
from services.portal.tables.payments import PAYMENT_KEYS, PAYMENTS


class Payment(NamedTuple):
    """A row of payments."""

    id: str
    code: str
    amount: int
    state: str
    asked_at: str
    expected_at: str = ""
    paid_at: str = ""
    platform_id: str = ""
    receipt: str = ""


class Secret(NamedTuple):
    """The key."""

    secret: str


_CHANGING = ("state", "expected_at", "paid_at", "platform_id", "receipt")
ADD = Statement(PAYMENTS.insert(), nothing)
ONE = Statement(select(PAYMENTS).where(PAYMENTS.c.id == bindparam("of_id")), Payment)
OF_DOSSIER = Statement(
    select(PAYMENTS)
    .where(PAYMENTS.c.code == bindparam("of_code"))
    .order_by(PAYMENTS.c.asked_at.desc(), PAYMENTS.c.id.desc()),
    Payment,
)
UPDATE = Statement(
    PAYMENTS.update()
    .where(PAYMENTS.c.id == bindparam("of_id"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGING}),
    nothing,
)
SECRET = Statement(select(PAYMENT_KEYS.c.secret), Secret)
ADD_SECRET = Statement(PAYMENT_KEYS.insert(), nothing)


def add(work: Work, payment: Payment) -> None:
    """Keep a new payment."""
    work.run(ADD, **payment._asdict())


def one(work: Work, payment_id: str) -> Payment | None:
    """A payment as it is now."""
    return work.fresh(ONE, of_id=payment_id)


def of_dossier(work: Work, code: str) -> list[Payment]:
    """Every payment of a dossier, newest first."""
    return work.fresh_all(OF_DOSSIER, of_code=code)


def latest_of(work: Work, code: str) -> str | None:
    """Id of the newest payment of a dossier."""
    return next((payment.id for payment in of_dossier(work, code)), None)


def update(work: Work, payment: Payment) -> None:
    """Write what became of it."""
    work.run(UPDATE, of_id=payment.id, **{f"new_{name}": getattr(payment, name) for name in _CHANGING})


def secret(work: Work) -> str:
    """The key of the platform; "" before its first use."""
    found = work.fresh(SECRET)
    return found.secret if found else ""


def keep_secret(work: Work, made: str, at: str) -> None:
    """Keep the key; the caller is alone and has found none."""
    work.run(ADD_SECRET, id=1, secret=made, made_at=at)
