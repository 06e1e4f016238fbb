"""The decision table: from evidence about one person to a verdict, the same for a single call and for a batch.

Evidence is how two names agree (``NameMatch``) and how two dates of birth agree (``BornMatch``), for every holder of a
number. A policy turns each pair into a fit; the counts of fits give the verdict. All of it is data below, so that SQL
can join the same tables.

- ``strict`` is the tax authority's rule since 1/7/2025: full name, date of birth and number agree exactly (Circular
  86/2024/TT-BTC Art. 5(5), 7 and 39 make the number the tax code; the three fields [seen: press, facts.md 2]).
- ``tolerant`` is this project's own, published rule: it forgives how something was WRITTEN (diacritics, encoding,
  spelling, precision, the 01/01 default, day and month exchanged), never what it SAYS (another day, another year,
  another name). Two writings forgiven at once must still carry enough together: an exchanged day is forgiven only
  beside the same name.

>>> fit(Policy.TOLERANT, NameMatch.UNACCENTED, BornMatch.YEAR_ONLY)
<Fit.TOLERANT: 'tolerant'>
>>> fit(Policy.TOLERANT, NameMatch.SAME, BornMatch.ADJACENT_DAY)
<Fit.NONE: 'none'>
>>> decide(holders=2, exact=1, tolerant=1)
<Verdict.MATCH: 'match'>
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from motcua.vnid.dates import BornMatch
from motcua.vnid.names.match import NameMatch
from motcua.vnid.reasons import FIELD_REASONS, reasons

__all__ = [
    "FIELD_REASONS",
    "FITS",
    "RULE_VERSION",
    "VERDICTS",
    "BornMatch",
    "Fit",
    "Flag",
    "NameMatch",
    "Policy",
    "Verdict",
    "decide",
    "decision_table_markdown",
    "fit",
    "reasons",
]

RULE_VERSION = "2026.1"
"""Version of the tables below; stands in every answer that was decided by them."""


class Policy(StrEnum):
    """How much a difference may be forgiven."""

    STRICT = "strict"
    TOLERANT = "tolerant"


class Fit(StrEnum):
    """How one holder of a number fits what was asked."""

    EXACT = "exact"
    TOLERANT = "tolerant"
    NONE = "none"


class Verdict(StrEnum):
    """What the register answers."""

    MATCH = "match"  # exactly one holder fits exactly
    MATCH_TOLERANT = "match_tolerant"  # exactly one holder fits, with differences that the policy forgives
    MISMATCH = "mismatch"  # the number has holders, none of them fits
    AMBIGUOUS = "ambiguous"  # several holders fit equally well
    NOT_FOUND = "not_found"  # nobody holds the number


MATCHES = frozenset({Verdict.MATCH, Verdict.MATCH_TOLERANT})
"""The verdicts that name exactly one person."""


class Flag(StrEnum):
    """What else there is to know about the person who fits."""

    SUPERSEDED_CMND = "superseded_cmnd"  # the person has had a later CMND (moved to another province)
    REISSUED_CCCD = "reissued_cccd"  # the personal number was cancelled and established anew
    DECEASED = "deceased"  # living status 2
    MISSING = "missing"  # living status 3
    YEAR_ONLY = "year_only"  # the dates of birth could be compared by year only


_WRITTEN = {
    NameMatch.SAME: {
        BornMatch.SAME,
        BornMatch.YEAR_ONLY,
        BornMatch.MONTH_YEAR,
        BornMatch.DEFAULT_DAY,
        BornMatch.SWAPPED,
    },
    NameMatch.UNACCENTED: {BornMatch.SAME, BornMatch.YEAR_ONLY, BornMatch.MONTH_YEAR, BornMatch.DEFAULT_DAY},
    NameMatch.VARIANT: {BornMatch.SAME, BornMatch.YEAR_ONLY, BornMatch.MONTH_YEAR, BornMatch.DEFAULT_DAY},
}


def _table(policy: Policy) -> Mapping[tuple[NameMatch, BornMatch], Fit]:
    table = {(name, born): Fit.NONE for name in NameMatch for born in BornMatch}
    if policy is Policy.TOLERANT:
        table |= {(name, born): Fit.TOLERANT for name, forgiven in _WRITTEN.items() for born in forgiven}
    table[NameMatch.SAME, BornMatch.SAME] = Fit.EXACT
    return MappingProxyType(table)


FITS: Mapping[Policy, Mapping[tuple[NameMatch, BornMatch], Fit]] = MappingProxyType(
    {policy: _table(policy) for policy in Policy}
)
"""For each policy the fit of every pair of evidence; complete, so that a join never misses."""

MANY = 2
"""In ``VERDICTS``, a count of 2 stands for two or more."""

VERDICTS: tuple[tuple[int | None, int | None, int | None, Verdict], ...] = (
    # holders, exact fits, tolerant fits (None: any count); the first row that holds decides
    (0, None, None, Verdict.NOT_FOUND),
    (None, 1, None, Verdict.MATCH),  # an exact fit beats tolerant ones
    (None, MANY, None, Verdict.AMBIGUOUS),
    (None, 0, 1, Verdict.MATCH_TOLERANT),
    (None, 0, MANY, Verdict.AMBIGUOUS),
    (None, 0, 0, Verdict.MISMATCH),
)


def fit(policy: Policy, name: NameMatch, born: BornMatch, *, sex_conflict: bool = False) -> Fit:
    """How one holder fits. A conflict of sex is a difference of content: no fit under either policy."""
    return Fit.NONE if sex_conflict else FITS[policy][name, born]


def _first(holders: int, exact: int, tolerant: int) -> Verdict:
    asked = (holders, exact, tolerant)
    for *counts, verdict in VERDICTS:
        if all(want is None or want == have for want, have in zip(counts, asked, strict=True)):
            return verdict
    raise LookupError(f"no row of VERDICTS answers {asked}")  # the import below would fail: the table is total


_DECIDED = {(h, e, t): _first(h, e, t) for h in (0, 1) for e in (0, 1, MANY) for t in (0, 1, MANY)}


def decide(*, holders: int, exact: int, tolerant: int) -> Verdict:
    """The verdict, from how many people hold the number and how many of them fit exactly or tolerantly.

    Raises:
        KeyError: a negative count.
    """
    return _DECIDED[min(holders, 1), min(exact, MANY), min(tolerant, MANY)]


def decision_table_markdown() -> str:
    """The tables of this module as Markdown, for the documentation.

    >>> print(decision_table_markdown().splitlines()[0])
    Rule version 2026.1
    """
    lines = [f"Rule version {RULE_VERSION}"]
    for policy, table in FITS.items():
        lines += ["", f"Policy `{policy}`: name (rows) by date of birth (columns)", ""]
        lines += ["| | " + " | ".join(BornMatch) + " |", "|---" * (len(BornMatch) + 1) + "|"]
        lines += [f"| **{name}** | " + " | ".join(table[name, born] for born in BornMatch) + " |" for name in NameMatch]
    lines += ["", "Verdict: the first row that holds", "", "| holders | exact fits | tolerant fits | verdict |"]
    lines += ["|---|---|---|---|"]
    words = {None: "any", 0: "0", 1: "1", MANY: "2 or more"}
    lines += [
        "| " + " | ".join([*(words[n] for n in counts), f"**{verdict}**"]) + " |" for *counts, verdict in VERDICTS
    ]
    return "\n".join(lines) + "\n"
