"""Tables of eid_auth: ``accounts`` and their ``lifecycle``, ``protocol`` of the provider, ``factors`` on the pages.

An empty text means that there is no such value; times are ISO 8601 in UTC, so that text order is time order.
"""

from services.eid_auth.tables import accounts, factors, lifecycle, protocol
from services.eid_auth.tables.register import Register

__all__ = ["ALL", "Register", "accounts", "factors", "lifecycle", "protocol"]
ALL = tuple(Register.metadata.sorted_tables)
