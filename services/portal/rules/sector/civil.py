"""Civil status and its notices (sandbox sector data): births, marriages, deaths."""

from datetime import date, timedelta

from services.portal.rules.sector import places
from services.portal.rules.sector.draw import Draw, Person, month_of

DEAD = "2"
CAUSES = ("Bệnh lý", "Tuổi già", "Tai nạn giao thông", "Bệnh tim mạch")
MOTHERS = range(15, 51)


def civil(draw: Draw, person: Person, today: str) -> dict[str, str]:
    """What the civil registry and the hospitals hold of a person."""
    return {
        **_own_birth(draw, person),
        **_marriage(draw, person, today),
        **_birth_notice(draw, person, today),
        **_death(draw, person, today),
    }


def _own_birth(draw: Draw, person: Person) -> dict[str, str]:
    """The registration of their own birth; older books are not digitised yet."""
    year = int(person.born_on[:4] or 0)
    if year < 1960 or not draw.knows(9):
        return {}
    first = date.fromisoformat(person.born_on if len(person.born_on) == 10 else f"{year}-12-31")
    return {
        "birth_number": f"{draw.number('birth', 1, 299)}/{year}",
        "birth_book": f"{draw.number('book', 1, 4):02}/{year}-SB",
        "birth_on_record": (first + timedelta(days=draw.number("registered", 3, 55))).isoformat(),
    }


def _marriage(draw: Draw, person: Person, today: str) -> dict[str, str]:
    age, year = person.age(today), int(today[:4])
    if age < 25 or draw.number("marriage", 1, 10) > 8:
        return {}
    married = date(year - draw.number("years", 1, min(age - 20, 30)), draw.number("month", 1, 12), 15)
    return {
        "marriage_number": f"{draw.number('marriage_number', 1, 199)}/{married.year}",
        "marriage_on": married.isoformat(),
        "marriage_place": places.commune(draw, "marriage_place"),
    }


def _birth_notice(draw: Draw, person: Person, today: str) -> dict[str, str]:
    """A hospital's notice to a mother: every woman of the age has one, so that a birth can be tried."""
    if not person.female or person.age(today) not in MOTHERS or person.living_status == DEAD:
        return {}
    return {
        "birth_notice_number": f"GCS-SB-{draw.digits('notice', 7)}",
        "birth_notice_on": draw.day("notice_on", month_of(today) - timedelta(days=25), month_of(today)),
        "birth_notice_hospital": places.hospital(draw, "notice_hospital"),
    }


def _death(draw: Draw, person: Person, today: str) -> dict[str, str]:
    """Only of whom the population register says that they are dead; the day fits the day of that entry."""
    if person.living_status != DEAD:
        return {}
    entered = date.fromisoformat(person.as_of or today)
    died = entered - timedelta(days=draw.number("days", 0, 5))
    return {
        "death_notice_number": f"GBT-SB-{draw.digits('death', 7)}",
        "death_notice_on": died.isoformat(),
        "death_notice_issuer": places.hospital(draw, "issuer"),
        "died_on": died.isoformat(),
        "death_place": draw.pick("place", ("Tại nhà", places.hospital(draw, "issuer"))),
        "death_cause": draw.pick("cause", CAUSES),
    }
