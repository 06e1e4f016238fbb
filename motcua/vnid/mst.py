"""The tax code (mã số thuế): ten digits, ten with a branch, or since 1/7/2025 the twelve-digit personal number.

- ``N1..N9`` a serial, ``N10`` a check digit: weights 31 29 23 19 17 13 7 5 3, check = 10 - (sum mod 11)
- where the sum is a multiple of 11 the check would be 10: such a serial is never issued (one in eleven)
- ``-001`` to ``-999`` for dependent units and places of business, written with a hyphen
- from 1/7/2025 the personal number is the tax code of persons and households, and no new ten-digit code is given to
  them (Circular 86/2024/TT-BTC Art. 5(5), 7; now Circular 90/2026/TT-BTC). It has no check digit.

[seen: python-stdnum and press, facts.md 2]

>>> parse("9100 000 031")
'9100000031'
>>> parse("9100000031001")
'9100000031-001'
>>> parse("9100000032")
Traceback (most recent call last):
    ...
motcua.vnid.errors.WrongCheckDigit: the check digit of this tax code is wrong
>>> check_digit("910000003"), check_digit("910000012")
(1, None)
>>> is_personal("001171900123"), mask("9100000031-001")
(True, '91*****031-***')
"""

from motcua.vnid import digits
from motcua.vnid.errors import NeverIssued, WrongCheckDigit, WrongComponent, WrongFormat, WrongLength
from motcua.vnid.synthetic import FIRST_DIGIT

WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def check_digit(first_nine: str) -> int | None:
    """The tenth digit for these nine, or None where the code is never issued."""
    rest = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first_nine, strict=True)) % 11
    return 10 - rest if rest else None


def parse(text: str) -> str:
    """The canonical tax code: ten digits, ten digits with ``-`` and three, or twelve digits.

    Raises:
        WrongFormat: something other than digits ("mst.wrong-format").
        WrongLength: not 10, 12 or 13 digits ("mst.wrong-length").
        NeverIssued: a serial that the scheme leaves out ("mst.never-issued").
        WrongCheckDigit: a slip in one of the digits ("mst.wrong-check-digit").
        WrongComponent: serial 0000000 [seen: python-stdnum], or a branch that is not 001 to 999 ("mst.wrong-serial",
            "mst.wrong-branch").
    """
    number = digits.compact(text)
    if number and not (number.isascii() and number.isdigit()):
        raise WrongFormat("mst.wrong-format", "Mã số thuế chỉ gồm chữ số", "a tax code consists of digits only")
    if len(number) == 12:
        if len(digits.compact(text.rpartition("-")[0])) == 10:  # a branch of two digits is not a personal number
            raise _wrong_branch()
        return number
    if len(number) not in {10, 13}:
        raise WrongLength(
            "mst.wrong-length",
            f"Mã số thuế có 10, 12 hoặc 13 chữ số, mã này có {len(number)}",
            f"a tax code has 10, 12 or 13 digits, this one has {len(number)}",
        )
    _check(number[:9], number[9])
    if len(number) == 10:
        return number
    if number[10:] == "000":
        raise _wrong_branch()
    return f"{number[:10]}-{number[10:]}"


def _wrong_branch() -> WrongComponent:
    return WrongComponent("mst.wrong-branch", "Số đơn vị phụ thuộc từ 001 đến 999", "branches run from 001 to 999")


def _check(first_nine: str, tenth: str) -> None:
    if first_nine[2:] == "0000000":
        raise WrongComponent("mst.wrong-serial", "Số thứ tự không thể là 0", "the serial cannot be zero")
    wanted = check_digit(first_nine)
    if wanted is None:
        raise NeverIssued(
            "mst.never-issued",
            "Dãy số này không bao giờ được cấp",
            "this serial is never issued: its check would be 10",
        )
    if tenth != str(wanted):
        raise WrongCheckDigit(
            "mst.wrong-check-digit", "Số kiểm tra của mã số thuế sai", "the check digit of this tax code is wrong"
        )


def is_personal(code: str) -> bool:
    """Whether a parsed tax code is a personal number.

    A ten-digit code may also be a person's (those mostly begin with 8 [knowledge]); it does not say so itself.
    """
    return len(code) == 12


def mask(code: str) -> str:
    """The ends of the code, stars between; of a branch nothing is shown."""
    if is_personal(code):
        return digits.hide(code, 3, 3)
    body, dash, branch = code.partition("-")
    return digits.hide(body, 2, 3) + dash + "*" * len(branch)


def compose(first_nine: str) -> str:
    """A synthetic ten-digit code: nine digits, the first a 9, and their check digit.

    Raises:
        WrongComponent: not nine digits from the reserved block ("mst.not-reserved"), or serial zero.
        NeverIssued: the scheme leaves this serial out.
    """
    if len(first_nine) != 9 or first_nine[0] != FIRST_DIGIT or not (first_nine.isascii() and first_nine.isdigit()):
        raise WrongComponent(
            "mst.not-reserved",
            "Mã số thuế giả gồm chín chữ số bắt đầu bằng 9",
            "a synthetic tax code is made of nine digits beginning with 9",
        )
    tenth = check_digit(first_nine)
    _check(first_nine, str(tenth))
    return f"{first_nine}{tenth}"
