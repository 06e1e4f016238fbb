"""Why a number, a code or a date cannot be read: five ways, each said in Vietnamese and in English.

The tree::

    ValueError
      NumberError
        WrongLength       the wrong count of digits
        WrongFormat       a sign that has no place here
        WrongComponent    a part that cannot be (month 13, branch 000)
        WrongCheckDigit   the check digit contradicts the rest
        NeverIssued       well formed, but the scheme leaves it out

No message repeats the number: a message may end in a log.

>>> WrongLength("cmnd.wrong-length", "Số CMND có 9 chữ số", "a CMND has 9 digits").code
'cmnd.wrong-length'
"""

from typing import NamedTuple


class NumberError(ValueError):
    """A text that is no such number. ``code`` is stable, ``vi`` and ``en`` are sentences for people."""

    def __init__(self, code: str, vi: str, en: str) -> None:
        super().__init__(en)
        self.code = code
        self.vi = vi
        self.en = en

    def __reduce__(self) -> tuple[type["NumberError"], tuple[str, str, str]]:
        """Pickle with all three arguments; ``ValueError`` alone would keep only one."""
        return type(self), (self.code, self.vi, self.en)


class WrongLength(NumberError):
    """The wrong count of digits."""


class WrongFormat(NumberError):
    """A sign that has no place here."""


class WrongComponent(NumberError):
    """A part of it that cannot be."""


class WrongCheckDigit(NumberError):
    """The check digit contradicts the rest."""


class NeverIssued(NumberError):
    """Well formed, but the scheme leaves this one out."""


class Remark(NamedTuple):
    """Something odd about a number that was accepted all the same: a stable code and two sentences."""

    code: str
    vi: str
    en: str
