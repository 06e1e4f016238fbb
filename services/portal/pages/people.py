"""The personas as the page offers them: by situation, each with its story and the declarations that tell it."""

from functools import cache
from typing import Any, NamedTuple

from motcua.wire import contracts

# Situation → classes of contracts/personas; the titles are texts. What is named nowhere stands under the last.
SITUATIONS: dict[str, tuple[str, ...]] = {
    "agree": ("OK", "QR_EMPTY"),
    "numbers": ("MULTI_CMND", "DUP_CMND", "NPDB_NO_CMND", "ID_REISSUED", "SEX_DIGIT", "FOREIGN_BORN"),
    "names": ("NAME_VARIANT", "NAME_ONE_WORD", "NAME_TOO_LONG", "TWINS"),
    "dates": ("YEAR_ONLY_DOB", "DOB_DIFF"),
    "tax": ("TAX_STATE", "MISREAD_DIGIT", "PAD_000", "PLACEHOLDER", "LOST_ZERO"),
    "deceased": ("DECEASED", "MISSING"),
    "other": (),
}


class Try(NamedTuple):
    """One declaration of a persona: what it shows, per language, and the declaration itself."""

    because: dict[str, str]
    ask: dict[str, Any]


class Person(NamedTuple):
    """A persona."""

    slug: str
    name: str
    story: dict[str, str]
    situation: str
    tries: tuple[Try, ...]


@cache
def people() -> dict[str, Person]:
    """All personas by slug, in the order of their names; read at the first use, not at the start."""
    return {told["slug"]: _person(told) for told in contracts.personas()}


def by_situation() -> dict[str, list[Person]]:
    """The personas of each situation, in the order of ``SITUATIONS``."""
    grouped: dict[str, list[Person]] = {situation: [] for situation in SITUATIONS}
    for person in people().values():
        grouped[person.situation].append(person)
    return grouped


def _person(told: dict[str, Any]) -> Person:
    fitting = (situation for situation, classes in SITUATIONS.items() if told["class"] in classes)
    tries = tuple(Try(outcome["because"], outcome["ask"]) for outcome in told["outcomes"])
    return Person(told["slug"], told["name"], told["story"], next(fitting, "other"), tries)
