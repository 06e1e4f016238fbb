"""The batch as named steps of SQL, in order: each makes one table out of the ones before it.

    input → asked ┐
         register ┴→ holders → pairs → compared → fitted → weighed → answers

What is decided stands in ``decision``; here it is only put together.
"""

# ruff: noqa: S608 - all names in this SQL are our own

from typing import NamedTuple

from motcua.reconcile.decision import born_sql, fits_sql, flags_sql, rank_sql, verdict_sql
from motcua.vnid import names
from motcua.vnid.evidence import RULE_VERSION, Fit, Policy, Verdict


class Step(NamedTuple):
    """A table, the query that fills it, and the tables that nobody reads after it."""

    table: str
    sql: str
    spent: tuple[str, ...] = ()


def asked() -> Step:
    """Every row of the input with its texts read; ``number`` is '' where there is none to ask for."""
    return Step(
        "asked",
        """
        SELECT line, number, remarks, full_name, births_read.born, births_read.remark, sexes_read.sex
        FROM input
        JOIN numbers_read ON numbers_read.text = input.cmnd
        JOIN births_read ON births_read.text = input.born_on
        JOIN sexes_read ON sexes_read.text = input.sex""",
        ("input", "numbers_read", "sexes_read"),
    )


def holders(register: str) -> Step:
    """Everybody who held a number that is asked for."""
    return Step("holders", f"SELECT * FROM {register} WHERE number IN (SELECT number FROM asked WHERE number <> '')")


def pairs() -> Step:
    """Each row beside each holder of its number. A sex that either side does not know conflicts with nothing."""
    return Step(
        "pairs",
        """
        SELECT asked.line, holders.cccd, holders.status, holders.superseded, holders.reissued,
               asked.full_name AS a_name, holders.full_name AS b_name,
               asked.born AS a_born, births_read.born AS b_born,
               asked.sex <> '' AND holders.sex IN ('1', '2') AND asked.sex <> holders.sex AS conflict
        FROM asked
        JOIN holders USING (number)
        JOIN births_read ON births_read.text = holders.born_on""",
        ("holders", "births_read"),
    )


NAMES_OF_PAIRS = "SELECT a_name AS text FROM pairs UNION SELECT b_name FROM pairs"
BIRTHS_OF_HOLDERS = "SELECT born_on AS text FROM holders"


def compared() -> Step:
    """How name and date of birth of each pair agree."""
    return Step(
        "compared",
        f"""
        SELECT line, cccd, status, superseded, reissued, conflict,
               {names.compare_sql("a.", "b.")} AS name,
               {born_sql("a_born", "b_born")} AS born
        FROM pairs
        JOIN names_read AS a ON a.text = pairs.a_name
        JOIN names_read AS b ON b.text = pairs.b_name""",
        ("pairs", "names_read"),
    )


def fitted(policy: Policy) -> Step:
    """Whether each holder fits; a conflict of sex is a difference of content, under either policy."""
    return Step(
        "fitted",
        f"""
        SELECT compared.*, CASE WHEN conflict THEN '{Fit.NONE}' ELSE fits.fit END AS fit
        FROM compared LEFT JOIN {fits_sql(policy)} USING (name, born)""",
        ("compared",),
    )


def weighed() -> Step:
    """The counts of each row's holders, and the holder who fits best."""
    return Step(
        "weighed",
        f"""
        SELECT line, count(*) AS holders,
               count(*) FILTER (fit = '{Fit.EXACT}') AS exact,
               count(*) FILTER (fit = '{Fit.TOLERANT}') AS tolerant,
               arg_min(fitted, {rank_sql("fit")} || cccd) AS best
        FROM fitted GROUP BY line""",
        ("fitted",),
    )


def answers() -> Step:
    """The answer to every row; who holds a number is said with a match only."""
    matched = f"verdict IN ('{Verdict.MATCH}', '{Verdict.MATCH_TOLERANT}')"
    flags = flags_sql("best.superseded", "best.reissued", "best.status", "best.born")
    return Step(
        "answers",
        f"""
        WITH
          counted AS (
            SELECT asked.*, coalesce(holders, 0) AS candidates, coalesce(exact, 0) AS exact,
                   coalesce(tolerant, 0) AS tolerant, best
            FROM asked LEFT JOIN weighed USING (line)),
          decided AS (SELECT counted.*, {verdict_sql("candidates", "exact", "tolerant")} AS verdict FROM counted)
        SELECT line, verdict,
               CASE WHEN {matched} THEN best.cccd ELSE '' END AS cccd,
               CASE WHEN {matched} THEN {flags} ELSE '' END AS flags,
               concat_ws(' ', nullif(remarks, ''), nullif(remark, ''), CASE
                 WHEN number = '' THEN NULL  -- nobody was asked for; the remark on the number says why
                 WHEN candidates = 0 THEN 'holders.none'
                 -- with several holders, whose name differs how would tell of other people
                 WHEN {matched} OR (verdict = '{Verdict.MISMATCH}' AND candidates = 1)
                   THEN concat_ws(' ', 'name.' || best.name, 'born.' || best.born,
                                  CASE WHEN best.conflict THEN 'sex.conflict' END)
                 ELSE 'holders.several' END) AS reasons,
               candidates, '{RULE_VERSION}' AS rule_version
        FROM decided""",
        ("asked", "weighed"),
    )
