"""The stand-in of the payment platform: what it signs, and which word of it may follow which.

No public source describes the real platform's call-back; HMAC-SHA256 over its members is what such platforms are seen
to do [assumed].
"""

import hashlib
import hmac
from datetime import timedelta

from motcua.wire.documents import PaymentCallback, PaymentState

DELAY = timedelta(minutes=10)
"""Of the sandbox clock: how long a delayed payment takes to arrive."""
OPEN = frozenset({PaymentState.PENDING, PaymentState.DELAYED})


def signature(secret: str, said: PaymentCallback) -> str:
    """The signature that belongs to a call-back, whatever signature it carries."""
    text = "\n".join((said.payment, said.transaction, said.state, str(said.amount), said.at))
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def signed(secret: str, said: PaymentCallback) -> PaymentCallback:
    """The call-back as the platform sends it.

    >>> zeros = {"payment": "0" * 32, "signature": "0" * 64}
    >>> said = PaymentCallback(transaction="GD-00000001", state="paid", amount=1, at="", **zeros)
    >>> genuine("key", signed("key", said)), genuine("key", signed("other", said))
    (True, False)
    """
    return said.model_copy(update={"signature": signature(secret, said)})


def genuine(secret: str, said: PaymentCallback) -> bool:
    """Whether the platform signed it; without a key nothing was ever signed."""
    return bool(secret) and hmac.compare_digest(signature(secret, said), said.signature)
