"""How two partial dates of birth agree, in seven classes that SQL can tell apart as well.

>>> compare("1971-03-02", "1971-02-03"), compare("1970-12-31", "1971-01-01")
(<BornMatch.SWAPPED: 'swapped'>, <BornMatch.ADJACENT_DAY: 'adjacent_day'>)
"""

from datetime import date
from enum import StrEnum


class BornMatch(StrEnum):
    """How two dates of birth agree, most specific first; the first that holds is the answer."""

    SAME = "same"  # the same full day
    YEAR_ONLY = "year_only"  # at least one side is only a year, and the years agree
    MONTH_YEAR = "month_year"  # at least one side is only a month, and the months agree
    DEFAULT_DAY = "default_day"  # one side is 1 January of the same year: perhaps written for "unknown"
    SWAPPED = "swapped"  # day and month exchanged
    ADJACENT_DAY = "adjacent_day"  # one day apart
    OTHER = "other"  # another date, or one side unknown


def compare(a: str, b: str) -> BornMatch:  # noqa: PLR0911 - one return for each line of the CASE
    """How two canonical partial dates agree; the order of the two does not matter.

    A sequence of plain tests on the two strings, so that SQL can say the same as one CASE, in this order (``x ~ y``
    tried both ways round)::

        a = b and length 10                                          same
        either is ''                                                 other
        substr(a,1,4) = substr(b,1,4) and a length is 4              year_only
        substr(a,1,7) = substr(b,1,7) and a length is 7              month_year
        substr(a,1,4) = substr(b,1,4) and one ends in '-01-01'       default_day
        a length is not 10                                           other
        a = substr(b,1,4) || '-' || substr(b,9,2) || '-' || substr(b,6,2)      swapped
        abs(date_diff('day', cast(a as date), cast(b as date))) = 1  adjacent_day
        else                                                         other

    Two years alone that agree are ``year_only``, not ``same``: they say no more than that.
    """
    if a == b and len(a) == 10:
        return BornMatch.SAME
    if not a or not b:
        return BornMatch.OTHER
    if a[:4] == b[:4]:
        if len(a) == 4 or len(b) == 4:
            return BornMatch.YEAR_ONLY
        if a[:7] == b[:7] and (len(a) == 7 or len(b) == 7):
            return BornMatch.MONTH_YEAR
        if a.endswith("-01-01") or b.endswith("-01-01"):
            return BornMatch.DEFAULT_DAY
    if len(a) != 10 or len(b) != 10:
        return BornMatch.OTHER
    if a == f"{b[:4]}-{b[8:]}-{b[5:7]}":
        return BornMatch.SWAPPED
    if abs(date.fromisoformat(a).toordinal() - date.fromisoformat(b).toordinal()) == 1:
        return BornMatch.ADJACENT_DAY
    return BornMatch.OTHER
