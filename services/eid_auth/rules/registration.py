"""Who may have an account of which level, what population register and desk say to it, and by when (Art. 13)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from motcua.vnid import dates, evidence, names
from motcua.vnid.evidence import BornMatch, Fit, NameMatch, Policy
from motcua.wire.accounts import AccountKind
from motcua.wire.accounts_life import Biometric, CardStanding, RegisterAccount, VisitDesk
from services.eid_auth.rules.accounts import Held
from services.eid_auth.rules.guardians import LEVEL_2_FROM, age, is_child, may_represent


class Civil(NamedTuple):
    """What the population register says of a number; an empty number: nobody."""

    cccd: str = ""
    full_name: str = ""
    born_on: str = ""
    sex: str = ""
    living_status: str = ""


_GONE = {"2": "person.dead", "3": "person.missing"}


def against_register(ask: RegisterAccount, civil: Civil) -> tuple[str, ...]:
    """What stands against the person: unknown, other data (each field named), dead or missing; in that order."""
    if not civil.cccd:
        return ("person.unknown",)
    if civil.cccd != ask.cccd:
        return ("person.superseded",)
    name = NameMatch(names.compare(ask.full_name, civil.full_name).kind)
    # Where the register holds only a year and just that is declared, nothing differs.
    born = BornMatch.SAME if ask.born_on == civil.born_on else BornMatch(dates.compare(ask.born_on, civil.born_on))
    if evidence.fit(Policy.STRICT, name, born) is not Fit.EXACT:
        return (f"name.{name}", f"born.{born}")
    gone = _GONE.get(civil.living_status)
    return (gone,) if gone else ()


def against_age(born_on: str, level: int, named: str | None, guardian: Held | None, today: date) -> str:
    """What age and guardian (``named``, with the account ``guardian``) say against a level; the first that holds."""
    child = is_child(born_on, today)
    if child and level == 2 and age(born_on, today) < LEVEL_2_FROM:
        return "age.level1-only"
    if child and named is None:
        return "age.guardian-needed"
    if child and not may_represent(guardian, today):
        return "guardian.not-active"
    return "guardian.of-age" if named is not None and not child else ""


def against_residence(kind: AccountKind, passport: str | None, until: str | None, today: date) -> str:
    """A foreigner needs a passport and a residence that has not ended; a citizen has neither."""
    if kind is AccountKind.ORGANISATION:
        return "kind.other"
    if kind is AccountKind.CITIZEN:
        return "residence.citizen" if passport or until else ""
    if not passport or not until:
        return "residence.needed"
    return "residence.over" if until < today.isoformat() else ""


_GRAVEST = (Biometric.SPOOF, Biometric.NO_MATCH, Biometric.POOR_QUALITY)


def against_desk(ask: VisitDesk) -> str:
    """What form and devices say: no consent, else the gravest finding, the face before the fingerprints."""
    if not ask.consent:
        return "form.consent"
    found = {"face": ask.face, "fingerprint": ask.fingerprint}
    return next((f"{what}.{finding}" for finding in _GRAVEST for what in found if found[what] is finding), "")


def differs(held: Held, civil: Civil) -> bool:
    """Whether the account still says something else than the population register."""
    return (held.full_name, held.born_on, held.sex) != (civil.full_name, civil.born_on, civil.sex)


# Working days by level; foreigners have the same (facts.md 4.1). Organisations: three working days, or fifteen days.
LEVEL_DAYS: Mapping[int, int] = {1: 1, 2: 3}
WITHOUT_CARD, ON_FILE, NOT_ON_FILE = 7, 3, 15
HOLIDAYS = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})
"""Public holidays of fixed date; those of the lunar calendar are not reproduced."""


def due_on(today: date, level: int, card: CardStanding) -> str:
    """By when a registration has to be decided."""
    return working_days(today, LEVEL_DAYS[level] if card is CardStanding.VALID else WITHOUT_CARD)


def organisation_due_on(today: date, *, on_file: bool) -> str:
    """The same for an organisation, by whether a state register has what is to be checked."""
    return working_days(today, ON_FILE) if on_file else (today + timedelta(days=NOT_ON_FILE)).isoformat()


def working_days(day: date, count: int) -> str:
    """The day so many working days after ``day``."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS
    return day.isoformat()
