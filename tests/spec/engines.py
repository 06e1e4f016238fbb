"""The two engines that decide: the rules in Python, and the steps of the batch in SQL. Same questions, same answers."""

from collections.abc import Callable
from typing import Protocol

import duckdb

from motcua.reconcile import readings, steps
from motcua.reconcile.batch import make
from motcua.vnid import dates, evidence, names
from motcua.vnid.evidence import BornMatch, Fit, NameMatch, Policy, Verdict


class Engine(Protocol):
    """What a situation may ask."""

    def name(self, a: str, b: str) -> NameMatch: ...

    def born(self, a: str, b: str) -> BornMatch: ...

    def fit(self, policy: Policy, name: NameMatch, born: BornMatch, *, sex_conflict: bool) -> Fit: ...

    def decide(self, *, holders: int, exact: int, tolerant: int) -> Verdict: ...


class InPython:
    """The rules of the single call."""

    def name(self, a: str, b: str) -> NameMatch:
        return names.compare(a, b).kind

    def born(self, a: str, b: str) -> BornMatch:
        return dates.compare(a, b)

    def fit(self, policy: Policy, name: NameMatch, born: BornMatch, *, sex_conflict: bool) -> Fit:
        return evidence.fit(policy, name, born, sex_conflict=sex_conflict)

    def decide(self, *, holders: int, exact: int, tolerant: int) -> Verdict:
        return evidence.decide(holders=holders, exact=exact, tolerant=tolerant)


class InSql:
    """The very steps that ``motcua.reconcile.run`` runs, on tables of one situation."""

    def name(self, a: str, b: str) -> NameMatch:
        return compare_all([(a, b, "", "")])[0][0]

    def born(self, a: str, b: str) -> BornMatch:
        return compare_all([("", "", a, b)])[0][1]

    def fit(self, policy: Policy, name: NameMatch, born: BornMatch, *, sex_conflict: bool) -> Fit:
        with duckdb.connect() as con:
            con.execute("CREATE TABLE compared AS SELECT $1 AS name, $2 AS born, $3 AS conflict",
                        [str(name), str(born), sex_conflict])  # fmt: skip
            make(con, steps.fitted(policy))
            return Fit(con.sql("SELECT fit FROM fitted").fetchall()[0][0])

    def decide(self, *, holders: int, exact: int, tolerant: int) -> Verdict:
        fits = [*[Fit.EXACT] * exact, *[Fit.TOLERANT] * tolerant]
        fits += [Fit.NONE] * (holders - len(fits))
        with duckdb.connect() as con:
            con.execute("CREATE TABLE asked AS SELECT 0 AS line, '9' AS number, '' AS remarks, '' AS remark")
            con.execute("""CREATE TABLE fitted (line INTEGER, cccd VARCHAR, fit VARCHAR, name VARCHAR, born VARCHAR,
                           status VARCHAR, conflict BOOLEAN, superseded BOOLEAN, reissued BOOLEAN)""")
            for place, fit in enumerate(fits):
                con.execute("INSERT INTO fitted BY NAME SELECT 0 AS line, $1 AS cccd, $2 AS fit",
                            [str(place), str(fit)])  # fmt: skip
            make(con, steps.weighed(), steps.answers())
            ((verdict, candidates),) = con.sql("SELECT verdict, candidates FROM answers").fetchall()
            assert candidates == holders
            return Verdict(verdict)


def compare_all(pairs: list[tuple[str, str, str, str]]) -> list[tuple[NameMatch, BornMatch]]:
    """Many pairs (name, name, birth, birth) in one run of the step."""
    with duckdb.connect() as con:
        readings.create(con, [readings.NAMES])
        con.execute("""CREATE TABLE pairs (line INTEGER, a_name VARCHAR, b_name VARCHAR, a_born VARCHAR, b_born VARCHAR,
                       cccd VARCHAR, status VARCHAR, superseded BOOLEAN, reissued BOOLEAN, conflict BOOLEAN)""")
        for line, pair in enumerate(pairs):
            con.execute("INSERT INTO pairs (line, a_name, b_name, a_born, b_born) VALUES ($1, $2, $3, $4, $5)",
                        [line, *pair])  # fmt: skip
        readings.read(con, readings.NAMES, steps.NAMES_OF_PAIRS, lambda *_: None, "names")
        make(con, steps.compared())
        found = con.sql("SELECT name, born FROM compared ORDER BY line").fetchall()
    return [(NameMatch(name), BornMatch(born)) for name, born in found]


ENGINES: dict[str, Callable[[], Engine]] = {"python": InPython, "sql": InSql}
