"""Tables of eid_auth: ``accounts`` and their life, ``protocol`` what the OpenID Provider keeps.

An empty text means that there is no such value; times are ISO 8601 in UTC, so that text order is time order.
"""

from services.eid_auth.tables import accounts, protocol
from services.eid_auth.tables.register import Register

__all__ = ["ALL", "Register", "accounts", "protocol"]
ALL = tuple(Register.metadata.sorted_tables)
