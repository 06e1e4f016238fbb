"""Vietnamese names: cleaning, folding, repairing, comparing.

>>> from motcua.vnid import names
>>> names.compare("NguyÔn ThÞ Hoµ", "NGUYỄN THỊ HÒA").reasons
('encoding.tcvn3', 'tone_placement')

What a rule here takes for granted about spelling is common knowledge of Vietnamese orthography, not law; where it is a
judgement (which names are one name), the situations are listed in ``tests/spec/name_situations.csv``.
"""

from motcua.vnid.names.columns import Keys, keys
from motcua.vnid.names.comparing import COLUMNS, Comparison, classify, compare, compare_sql
from motcua.vnid.names.match import NameMatch
from motcua.vnid.names.reasons import NAME_REASONS
from motcua.vnid.names.repairing import Repaired, repair
from motcua.vnid.names.writing import clean, fold, npdb

__all__ = [
    "COLUMNS",
    "NAME_REASONS",
    "Comparison",
    "Keys",
    "NameMatch",
    "Repaired",
    "classify",
    "clean",
    "compare",
    "compare_sql",
    "fold",
    "keys",
    "npdb",
    "repair",
]
