"""The personas as the pages offer them: by what their accounts can do, today."""

from datetime import date

from motcua.chassis.db import Work
from services.eid_auth.actions.provider import Persona, personas
from services.eid_auth.rules import sign_in
from services.eid_auth.rules.accounts import Held
from services.eid_auth.store.accounts import account_of

GROUPS = ("ready", "special", "level1", "blocked", "none")


def grouped(work: Work) -> dict[str, list[Persona]]:
    """Every persona with a number, by group, in the order of their names."""
    today = work.clock.today()
    groups: dict[str, list[Persona]] = {group: [] for group in GROUPS}
    for person in personas().values():
        groups[_group(person, account_of(work, person.cccd), today)].append(person)
    return {group: sorted(found, key=lambda one: one.slug) for group, found in groups.items() if found}


def _group(person: Persona, held: Held | None, today: date) -> str:
    if held is None:
        return "none"
    if sign_in.obstacle(held, today):
        return "blocked"
    return "special" if person.sign_in else "ready" if held.level == "2" else "level1"
