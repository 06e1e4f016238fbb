"""What the portal should answer, worked out from the persona files alone: no service, no database, only the rules.

The tax record of a case: by the named tax code; else every record not folded that is keyed by a number of the person,
that is the asked CMND, the other CMND that the population register knows, and the confirmed personal number. The number
on file counts as it is stored: a padded one, a placeholder or a cancelled personal number is nobody's key.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from motcua.vnid import dates, names
from motcua.vnid.evidence import Fit, Flag, Policy, Verdict, decide, fit, reasons
from motcua.wire.contracts import root

Row = Mapping[str, str]
Persona = dict[str, Any]


def load(folder: Path | None = None) -> dict[str, Persona]:
    """Every persona by the name of its file."""
    files = sorted((folder or root() / "personas").glob("*.yaml"))
    return {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}


class Registers(NamedTuple):
    """The rows of all personas together, as the registers hold them."""

    citizens: dict[str, Row]
    numbers: list[Row]
    taxpayers: dict[str, Row]

    @classmethod
    def of(cls, personas: Iterable[Persona]) -> "Registers":
        known = [p["population_db"] for p in personas if p["population_db"]]
        return cls(
            {k["citizen"]["cccd"]: k["citizen"] for k in known},
            [row for k in known for row in k["numbers"]],
            {t["mst"]: t for p in personas for t in p["tax_db"]},
        )

    def answer(self, ask: Mapping[str, Any]) -> dict[str, Any]:
        """Verdict, personal number, flags, tax outcome and reasons for one ask, in the form of ``outcomes``."""
        policy = Policy(ask.get("policy", "tolerant"))
        holders = [row["cccd"] for row in self.numbers if row["kind"] == "cmnd" and row["number"] == ask["cmnd"]]
        seen = {}
        for cccd in holders:
            citizen = self.citizens[cccd]
            name = names.compare(ask["full_name"], citizen["full_name"]).kind
            born = dates.compare(ask["born_on"], citizen["born_on"])
            seen[cccd] = (fit(policy, name, born), list(reasons(name, born)))
        fits = [found for found, _ in seen.values()]
        verdict = decide(holders=len(seen), exact=fits.count(Fit.EXACT), tolerant=fits.count(Fit.TOLERANT))
        answer: dict[str, Any] = {"verdict": verdict.value, "flags": [], "tax": "not_asked"}
        one = next(iter(seen.values()))[1] if len(seen) == 1 else []
        answer["reasons"] = one or ["holders.several" if seen else "holders.none"]
        if verdict in {Verdict.MATCH, Verdict.MATCH_TOLERANT}:
            wanted = Fit.EXACT if verdict is Verdict.MATCH else Fit.TOLERANT
            cccd = next(number for number, (found, _) in seen.items() if found is wanted)
            answer |= {"cccd": cccd, "reasons": seen[cccd][1], "flags": self._flags(cccd, ask)}
            answer["tax"] = self._tax(self.citizens[cccd], ask)
        return answer

    def _cmnd(self, cccd: str) -> list[str]:
        rows = [row for row in self.numbers if row["cccd"] == cccd and row["kind"] == "cmnd"]
        return [row["number"] for row in sorted(rows, key=lambda row: int(row["ordinal"]))]

    def _flags(self, cccd: str, ask: Mapping[str, Any]) -> list[str]:
        citizen = self.citizens[cccd]
        given = [row["number"] for row in self.numbers if row["cccd"] == cccd and row["kind"] == "cccd"]
        found = {
            Flag.SUPERSEDED_CMND: ask["cmnd"] != self._cmnd(cccd)[-1],
            Flag.REISSUED_CCCD: len(given) > 1,
            Flag.DECEASED: citizen["living_status"] == "2",
            Flag.MISSING: citizen["living_status"] == "3",
            Flag.YEAR_ONLY: dates.compare(ask["born_on"], citizen["born_on"]) is dates.BornMatch.YEAR_ONLY,
        }
        return [flag.value for flag, raised in found.items() if raised]

    def _tax(self, citizen: Row, ask: Mapping[str, Any]) -> str:
        if citizen["living_status"] != "1":
            return "deceased"
        keys = {*self._cmnd(citizen["cccd"]), citizen["cccd"]}
        if "tax_code" in ask:
            records = [self.taxpayers[ask["tax_code"]]] if ask["tax_code"] in self.taxpayers else []
        else:
            records = [t for t in self.taxpayers.values() if t.get("id_number") in keys and not t.get("folded_into")]
        if not records:
            return "not_found"
        if len(records) > 1 and not ask.get("link"):
            return "several"
        agree = all(t.get("id_number") in keys and self._same(citizen, t) for t in records)
        return ("linked" if ask.get("link") else "verified") if agree else "mismatch"

    @staticmethod
    def _same(citizen: Row, taxpayer: Row) -> bool:
        name = names.compare(citizen["full_name"], taxpayer["full_name"]).kind
        born = dates.compare(citizen["born_on"], taxpayer["born_on"])
        return fit(Policy.STRICT, name, born) is Fit.EXACT
