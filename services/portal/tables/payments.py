"""Payments of fees, what the stand-in of the payment platform said of them, and the key it signs with."""

from sqlmodel import Field

from services.portal.tables.register import Register


class Payment(Register, table=True):
    """One attempt to pay the fee of a dossier."""

    __tablename__ = "payments"

    id: str = Field(primary_key=True)
    code: str = Field(index=True)
    amount: int
    state: str
    asked_at: str
    expected_at: str = ""  # of a delayed one: when the platform will say that it is paid
    paid_at: str = ""
    platform_id: str = ""  # the platform's own number of the transaction
    receipt: str = ""


class PaymentKey(Register, table=True):
    """The secret shared with the platform, made at its first use."""

    __tablename__ = "payment_keys"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    secret: str
    made_at: str


PAYMENTS = Register.metadata.tables["payments"]
PAYMENT_KEYS = Register.metadata.tables["payment_keys"]
