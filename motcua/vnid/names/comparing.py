"""The decision: how near two names are. Equality of keys and nothing else, so that SQL decides alike.

>>> compare("Nguyễn Thị Thuý", "NGUYEN THI THUY").kind.value
'unaccented'
>>> compare("Võ Thuý", "Vũ Thị Thúy")
Comparison(kind=<NameMatch.VARIANT: 'variant'>, reasons=('tone_placement', 'regional_pair', 'middle_dropped'))
>>> compare("Phạm Văn Hùng", "Phạm Văn Hưng").kind.value, compare("Lê Văn Hoa", "Lê Thị Hoa").kind.value
('other', 'other')
"""

from dataclasses import dataclass

from motcua.vnid.names.columns import Keys, keys
from motcua.vnid.names.match import NameMatch
from motcua.vnid.names.reasons import explain, of_writing

# The columns of Keys that decide, for whoever stores them.
COLUMNS = ("exact", "fold", "loose", "loose_fold", "initials", "marked", "abbreviated", "middle")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A class and why: codes of ``NAME_REASONS``, in its order."""

    kind: NameMatch
    reasons: tuple[str, ...]


def compare(a: str | Keys, b: str | Keys) -> Comparison:
    """Compare two names, as texts or by their keys.

    An empty name is unknown and near to nothing. Keys give no reasons for ``same``: they forgot the difference.
    """
    mine = keys(a) if isinstance(a, str) else a
    theirs = keys(b) if isinstance(b, str) else b
    kind = classify(mine, theirs)
    if kind is NameMatch.SAME and isinstance(a, str) and isinstance(b, str):
        return Comparison(kind, of_writing(a, b) if a != b else ())
    return Comparison(kind, explain(kind, mine, theirs))


def classify(a: Keys, b: Keys) -> NameMatch:
    """The class of two names by their keys.

    >>> classify(keys("N.T. Hoa"), keys("Nguyễn Thị Hoa")).value
    'initials'
    """
    if not a.exact or not b.exact:
        return NameMatch.OTHER
    if a.exact == b.exact:
        return NameMatch.SAME
    bare = not (a.marked and b.marked)
    if bare and a.fold == b.fold:
        return NameMatch.UNACCENTED
    # Văn and Thị may be missing on one side; one against the other is another person.
    agree = a.middle == b.middle or not a.middle or not b.middle
    if agree and (a.loose == b.loose or (bare and a.loose_fold == b.loose_fold)):
        return NameMatch.VARIANT
    if (a.abbreviated or b.abbreviated) and a.initials == b.initials:
        return NameMatch.INITIALS
    return NameMatch.OTHER


def compare_sql(a: str, b: str) -> str:
    """The same decision as an SQL expression over stored keys; the arguments are what stands before a column's name.

    >>> print(compare_sql("a.", "b.").splitlines()[1].strip())
    WHEN a.exact = '' OR b.exact = '' THEN 'other'
    """
    bare = f"NOT ({a}marked AND {b}marked)"
    agree = f"({a}middle = {b}middle OR {a}middle = '' OR {b}middle = '')"
    return f"""CASE
  WHEN {a}exact = '' OR {b}exact = '' THEN '{NameMatch.OTHER}'
  WHEN {a}exact = {b}exact THEN '{NameMatch.SAME}'
  WHEN {bare} AND {a}fold = {b}fold THEN '{NameMatch.UNACCENTED}'
  WHEN {agree} AND ({a}loose = {b}loose OR ({bare} AND {a}loose_fold = {b}loose_fold)) THEN '{NameMatch.VARIANT}'
  WHEN ({a}abbreviated OR {b}abbreviated) AND {a}initials = {b}initials THEN '{NameMatch.INITIALS}'
  ELSE '{NameMatch.OTHER}'
END"""
