"""A form as its fitting persona finds it, from the files alone: no service runs, so the figures never vary.

The rules are the portal's own (``services.portal.rules``); only the answers of the registers are taken from
``contracts/personas``, on the day of the default world. The store is empty: what earlier results would fill is not
counted.
"""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from motcua.wire import contracts
from motcua.wire.forms import Counts, FilledField, Outcome, Paper
from motcua.wire.identity import Quality
from motcua.wire.procedures import Procedure
from motcua.wire.taxpayers import Status, Taxpayer
from motcua.world.personas import old_accounts
from services.population_db.rules import NO_INFORMATION
from services.portal.rules import sector, taxpayer
from services.portal.rules.prefill import filling, papers
from services.portal.rules.prefill.answers import Answered, Known, OtherPerson, Rows, Snapshot
from services.portal.rules.prefill.wanted import wanted

DAY = date(2026, 1, 1)
PARTS = {4: Quality.YEAR_ONLY, 7: Quality.MONTH_YEAR}
NOT_LIVING = "2"
CONTACTS = ("phone", "email")


class Opened(NamedTuple):
    """The form of a procedure as one persona sees it."""

    snapshot: Snapshot
    fields: list[FilledField]
    papers: list[Paper]
    counts: Counts


@cache
def people() -> dict[str, dict[str, Any]]:
    """The personas, by slug."""
    return {told["slug"]: told for told in contracts.personas()}


def opened(procedure: Procedure, slug: str) -> Opened:
    """The form as the persona opens it, with every consent, and the other people of the sample found."""
    names, told = wanted(procedure), people()[slug]
    answers = {
        "npdb": population(told),
        "eid": eid(told),
        "tax": tax(told),
        "store": {},
        "sector": of_sector(told, names),
    }
    others = {role: other(who) for role, who in procedure.sample_people.items()}
    said = {f"person.{role}": about(one, names.get(f"person.{role}", ())) for role, one in others.items()}
    heard = {name: _heard(values) for name, values in {**answers, **said}.items() if name in names}
    snapshot = Snapshot(heard, others)
    fields, brought = filling.fill(procedure, snapshot), papers.papers(procedure, snapshot)
    return Opened(snapshot, fields, brought, papers.counts(fields, brought))


def _heard(values: dict[str, Known]) -> Answered:
    return Answered(Outcome.ANSWERED if values else Outcome.SILENT, values=values)


def population(told: dict[str, Any]) -> dict[str, Known]:
    """What population_db shares of a persona."""
    citizen: dict[str, str] = told["population_db"]["citizen"]
    disputed = citizen.get("disputed", "").split()
    numbers = [one["number"] for one in told["population_db"]["numbers"] if one["kind"] == "cmnd"]
    home = household(citizen)
    head = next((one for one in home if one["role"] == "CH00"), {})
    said: dict[str, str | Rows] = {
        **{name: value for name, value in citizen.items() if value != NO_INFORMATION.get(name)},
        "cmnd": numbers[-1] if numbers else "",
        "head_name": head.get("full_name", ""),
        "head_cccd": head.get("cccd", ""),
        "household_members": home,
    }
    return {
        name: Known(value, citizen["as_of"], quality(name, value, disputed)) for name, value in said.items() if value
    }


def quality(name: str, value: str | Rows, disputed: list[str]) -> str:
    """How far a value can be relied on."""
    if name in disputed:
        return Quality.DISPUTED
    return PARTS.get(len(value), Quality.FULL) if name == "born_on" else Quality.FULL


def household(citizen: dict[str, str]) -> Rows:
    """The living members of a household, the head first."""
    everybody = (one["population_db"]["citizen"] for one in people().values() if one["population_db"])
    home = citizen.get("household_id")
    found = [
        one for one in everybody if home and one.get("household_id") == home and one["living_status"] != NOT_LIVING
    ]
    found.sort(key=lambda one: (one["household_role"], one["cccd"]))
    return [{"full_name": one["full_name"], "cccd": one["cccd"], "role": one["household_role"]} for one in found]


def eid(told: dict[str, Any]) -> dict[str, Known]:
    """What the account keeps of the electronic identity, without a contact that somebody's old account has."""
    account, citizen = told["eid_auth"], told["population_db"]["citizen"]
    said = {**citizen, **account}
    return {
        name: Known(said[name], citizen["as_of"], quality(name, said[name], []))
        for name in ("cccd", "full_name", "born_on", "phone", "email", "level")
        if said.get(name) and not (name in CONTACTS and said[name] in taken(told["slug"], name))
    }


def taken(slug: str, contact: str) -> set[str]:
    """Phones or mailboxes that old accounts of other people have at the portal."""
    others = (one for one in people().values() if one["slug"] != slug)
    return {account[contact] for one in others for account in old_accounts(one) if contact in account}


def tax(told: dict[str, Any]) -> dict[str, Known]:
    """What the tax register says of a persona, if it is found by a number of theirs and is theirs."""
    citizen = told["population_db"]["citizen"]
    numbers = {citizen["cccd"], *told["numbers"]["cmnd"]}
    found = [_record(row) for row in told["tax_db"] if numbers & {row["mst"], row["id_number"], row.get("linked_cccd")}]
    own = taxpayer.own(found, taxpayer.Person(citizen["cccd"], citizen["full_name"], citizen["born_on"]))
    return taxpayer.values(own, DAY.isoformat()) if own else {}


def _record(row: dict[str, str]) -> Taxpayer:
    status = Status(code=row["status"], reason=row.get("reason"), vi="", en="", valid=True, law="")
    named = {name: row.get(name) for name in Taxpayer.model_fields if name != "status"}
    return Taxpayer.model_validate({**named, "status": status})


def of_sector(told: dict[str, Any], names: dict[str, tuple[str, ...]]) -> dict[str, Known]:
    """What the stand-in of the sector registers says of a persona."""
    citizen, firm = told["population_db"]["citizen"], told.get("organisation") or {}
    person = sector.Person(
        citizen["cccd"], citizen["full_name"], citizen["born_on"], citizen["living_status"], citizen["as_of"],
        firm.get("name", ""), firm.get("number", ""),
    )  # fmt: skip
    return _sector(person, names.get("sector", ()))


def _sector(person: sector.Person, names: tuple[str, ...]) -> dict[str, Known]:
    day = DAY.isoformat()
    return {name: Known(value, day) for name in names if (value := sector.value(person, name, day))}


def other(who: str | dict[str, str]) -> OtherPerson:
    """Another person of a sample: a persona, or given by number, name and birth date."""
    if not isinstance(who, str):
        return OtherPerson(**who)
    citizen = people()[who]["population_db"]["citizen"]
    return OtherPerson(citizen["cccd"], citizen["full_name"], citizen["born_on"])


def about(person: OtherPerson, names: tuple[str, ...]) -> dict[str, Known]:
    """What the form may see of another person who is a persona."""
    told = next(one for one in people().values() if one["numbers"]["cccd"] == person.cccd)
    citizen = told["population_db"]["citizen"]
    asked = sector.Person(*person, citizen["living_status"], citizen["as_of"])
    known = {**population(told), **_civil(asked, names)}
    return {name: known[name] for name in names if name in known}


def _civil(person: sector.Person, names: tuple[str, ...]) -> dict[str, Known]:
    found = _sector(person, tuple(f"civil.{name}" for name in names))
    return {name.removeprefix("civil."): one for name, one in found.items()}
