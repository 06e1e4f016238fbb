"""Tables of portal.

``cases`` of reconciliation · ``accounts`` of people, ``sessions`` of their browsers · ``forms`` opened, ``dossiers``
filed, ``documents`` signed and stored, ``payments`` of fees.

An empty text means that there is no such value; times are ISO 8601 in UTC, so that text order is time order.
"""

from services.portal.tables import accounts, cases, documents, dossiers, forms, payments, sessions
from services.portal.tables.register import Register

__all__ = ["ALL", "Register", "accounts", "cases", "documents", "dossiers", "forms", "payments", "sessions"]
ALL = tuple(Register.metadata.sorted_tables)
