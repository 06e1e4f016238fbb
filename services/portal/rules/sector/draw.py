"""Deterministic draws from a personal number: the same person always has the same car, card and certificate."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Person(NamedTuple):
    """Whom a register is asked about; ``living_status`` and ``as_of`` as the population register says them."""

    cccd: str
    full_name: str
    born_on: str
    living_status: str = "1"
    as_of: str = ""
    organisation: str = ""
    organisation_code: str = ""

    @property
    def female(self) -> bool:
        """By the fourth digit, which is even for men (Circular 59/2021/TT-BCA)."""
        return int(self.cccd[3]) % 2 == 1

    def age(self, today: str) -> int:
        """Whole years on ``today``; of a birth date of only a year its first day counts, and 0 where it is unknown."""
        born = f"{self.born_on or today}-01-01"[:10]
        return int(today[:4]) - int(born[:4]) - (today[5:] < born[5:])


class Draw:
    """Numbers, words and days that follow from a register's name and a personal number."""

    __slots__ = ("_cccd", "_register")

    def __init__(self, register: str, cccd: str) -> None:
        self._register, self._cccd = register, cccd

    def number(self, name: str, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        digest = hashlib.sha256(f"{self._register}.{name}:{self._cccd}".encode()).digest()
        return low + int.from_bytes(digest[:8], "big") % (high - low + 1)

    def pick(self, name: str, among: Sequence[T]) -> T:
        """One of several."""
        return among[self.number(name, 0, len(among) - 1)]

    def digits(self, name: str, count: int) -> str:
        """So many digits."""
        return f"{self.number(name, 0, 10**count - 1):0{count}}"

    def day(self, name: str, first: date, last: date) -> str:
        """A day from ``first`` to ``last``, ISO 8601."""
        return (first + timedelta(days=self.number(name, 0, (last - first).days))).isoformat()

    def knows(self, of_ten: int) -> bool:
        """Whether the register knows the person: so many of ten are."""
        return self.number("known", 1, 10) <= of_ten


def month_of(today: str) -> date:
    """The first day of the month, from which recent events are counted: they stay put while a form is open."""
    return date.fromisoformat(today).replace(day=1)
