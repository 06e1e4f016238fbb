"""The published tables of ``motcua.vnid`` as SQL: rendered from them, so that the two cannot drift apart.

Names are compared by ``motcua.vnid.names.compare_sql``; dates by the CASE that ``motcua.vnid.dates.compare`` describes.

>>> print(verdict_sql("h", "e", "t"))
CASE
  WHEN h = 0 THEN 'not_found'
  WHEN e = 1 THEN 'match'
  WHEN e >= 2 THEN 'ambiguous'
  WHEN e = 0 AND t = 1 THEN 'match_tolerant'
  WHEN e = 0 AND t >= 2 THEN 'ambiguous'
  WHEN e = 0 AND t = 0 THEN 'mismatch'
END
"""

from motcua.vnid.evidence import FITS, MANY, VERDICTS, BornMatch, Fit, Flag, Policy

RANKS = {fit: rank for rank, fit in enumerate(Fit)}
"""The better a fit, the lower."""

LIVING_FLAGS = {"2": Flag.DECEASED, "3": Flag.MISSING}
"""NPDB living status to flag (QCVN 109: 2 dead, 3 missing); the single call has the same."""


def born_sql(a: str, b: str) -> str:
    """How two canonical partial dates agree; the same tests in the same order as ``motcua.vnid.dates.compare``."""
    one_is = f"(length({a}) = {{n}} OR length({b}) = {{n}})"
    default = f"(ends_with({a}, '-01-01') OR ends_with({b}, '-01-01'))"
    return f"""CASE
  WHEN {a} = {b} AND length({a}) = 10 THEN '{BornMatch.SAME}'
  WHEN {a} = '' OR {b} = '' THEN '{BornMatch.OTHER}'
  WHEN left({a}, 4) = left({b}, 4) AND {one_is.format(n=4)} THEN '{BornMatch.YEAR_ONLY}'
  WHEN left({a}, 7) = left({b}, 7) AND {one_is.format(n=7)} THEN '{BornMatch.MONTH_YEAR}'
  WHEN left({a}, 4) = left({b}, 4) AND {default} THEN '{BornMatch.DEFAULT_DAY}'
  WHEN length({a}) <> 10 OR length({b}) <> 10 THEN '{BornMatch.OTHER}'
  WHEN {a} = left({b}, 5) || right({b}, 2) || substr({b}, 5, 3) THEN '{BornMatch.SWAPPED}'
  WHEN abs(try_cast({a} AS DATE) - try_cast({b} AS DATE)) = 1 THEN '{BornMatch.ADJACENT_DAY}'
  ELSE '{BornMatch.OTHER}'
END"""


def fits_sql(policy: Policy) -> str:
    """The complete table (name, born) → fit of one policy, as rows to join with."""
    rows = ",\n  ".join(f"('{name}', '{born}', '{fit}')" for (name, born), fit in FITS[policy].items())
    return f"(VALUES\n  {rows}\n) AS fits (name, born, fit)"


def verdict_sql(holders: str, exact: str, tolerant: str) -> str:
    """The rows of ``VERDICTS`` in their order; a count at its cap stands for itself and more."""
    caps = {holders: 1, exact: MANY, tolerant: MANY}
    lines = []
    for *counts, verdict in VERDICTS:
        tests = [
            f"{column} >= {cap}" if want == cap else f"{column} = {want}"
            for (column, cap), want in zip(caps.items(), counts, strict=True)
            if want is not None
        ]
        lines.append(f"  WHEN {' AND '.join(tests) or 'true'} THEN '{verdict}'")
    return "\n".join(["CASE", *lines, "END"])


def rank_sql(fit: str) -> str:
    """The rank of a fit as a number."""
    return f"CASE {fit} " + " ".join(f"WHEN '{name}' THEN {rank}" for name, rank in RANKS.items()) + " END"


def flags_sql(superseded: str, reissued: str, status: str, born: str) -> str:
    """The flags in the order of ``Flag``, separated by spaces."""
    living = " ".join(f"WHEN '{code}' THEN '{flag}'" for code, flag in LIVING_FLAGS.items())
    return f"""concat_ws(' ',
    CASE WHEN {superseded} THEN '{Flag.SUPERSEDED_CMND}' END,
    CASE WHEN {reissued} THEN '{Flag.REISSUED_CCCD}' END,
    CASE {status} {living} END,
    CASE WHEN {born} = '{BornMatch.YEAR_ONLY}' THEN '{Flag.YEAR_ONLY}' END)"""
