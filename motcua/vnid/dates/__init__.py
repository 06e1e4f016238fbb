"""Dates that may be partial, as registers hold dates of birth: a full day, a month, or only a year.

The canonical form is an ISO string, as precise as what is known: ``1971-03-02``, ``1971-03``, ``1971``. Many records
hold only the year (the NPDB has an element ``Nam`` beside ``NgayThangNam`` [seen]), and a rule of civil status even
prescribes writing 01/01 where day and month are unknown (Circular 04/2020/TT-BTP Art. 32 [seen]).

>>> parse("1971-03"), read("02/03/1971")
('1971-03', '1971-03-02')
>>> compare("1971-03-02", "1971")
<BornMatch.YEAR_ONLY: 'year_only'>
>>> compare("1971-01-01", "1971-03-02")
<BornMatch.DEFAULT_DAY: 'default_day'>
"""

from motcua.vnid.dates.match import BornMatch, compare
from motcua.vnid.dates.partial import FIRST_YEAR, LAST_YEAR, Precision, parse, precision
from motcua.vnid.dates.typed import read

__all__ = ["FIRST_YEAR", "LAST_YEAR", "BornMatch", "Precision", "compare", "parse", "precision", "read"]
