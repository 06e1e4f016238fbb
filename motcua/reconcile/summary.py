"""What a batch came to: rows, and how many of them got which verdict, flag and reason."""

# ruff: noqa: S608 - all names in this SQL are our own

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from motcua.reconcile.engine import Connection
from motcua.vnid.evidence import FIELD_REASONS, RULE_VERSION, Flag, Policy, Verdict


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of one run. Every verdict and flag is there, also with 0; a reason only where some row has it."""

    out: Path
    policy: Policy
    rows: int
    verdicts: Mapping[Verdict, int]
    flags: Mapping[Flag, int]
    reasons: Mapping[str, int]  # in the order of FIELD_REASONS
    rule_version: str = RULE_VERSION

    @property
    def matched(self) -> int:
        """Rows that were given a personal number."""
        return self.verdicts[Verdict.MATCH] + self.verdicts[Verdict.MATCH_TOLERANT]

    def as_dict(self) -> dict[str, object]:
        """The same as JSON can say it."""
        return {
            "out": str(self.out),
            "policy": str(self.policy),
            "rule_version": self.rule_version,
            "rows": self.rows,
            "matched": self.matched,
            "verdicts": {str(verdict): times for verdict, times in self.verdicts.items()},
            "flags": {str(flag): times for flag, times in self.flags.items()},
            "reasons": dict(self.reasons),
        }


def summarise(con: Connection, out: Path, policy: Policy) -> Summary:
    """Count the table ``answers``."""
    verdicts = _counts(con, "SELECT verdict FROM answers")
    flags = _counts(con, "SELECT unnest(string_split(flags, ' ')) FROM answers")
    reasons = _counts(con, "SELECT unnest(string_split(reasons, ' ')) FROM answers")
    return Summary(
        out,
        policy,
        sum(verdicts.values()),
        {verdict: verdicts.get(verdict, 0) for verdict in Verdict},
        {flag: flags.get(flag, 0) for flag in Flag},
        {reason: reasons[reason] for reason in FIELD_REASONS if reason in reasons},
    )


def _counts(con: Connection, values: str) -> dict[str, int]:
    counted = f"SELECT value, count(*) FROM ({values}) AS counted (value) GROUP BY value"
    return dict(con.execute(counted).fetchall())
