"""The blocks of numbers that nobody real can hold; the sandbox uses no others.

- personal number: serial (the last six digits) 900000-999999 [assumed: serials are handed out upwards within a
  province, a sex and a year of birth, and no such cohort comes near 900,000 people]
- CMND: first digit 9 [derived: no known prefix of an issuing police begins with 9, facts.md 1.2]
- tax code of ten digits: first digit 9 [derived: the first two digits were a province prefix or 8x for persons,
  facts.md 2]; a tax code of twelve digits is a personal number
- telephone: 0900 000 000 - 0900 009 999 [assumed: one subscriber block, handed out by nobody here]
- e-mail: ``@example.com`` (RFC 2606)

>>> is_synthetic("001171900123"), is_synthetic("001171000123")
(True, False)
>>> is_synthetic("901000123"), is_synthetic("000901000123")
(True, True)
>>> is_synthetic("9100000031-001")
True
"""

from motcua.vnid.errors import WrongComponent

FIRST_SERIAL = 900_000
"""First reserved serial of a personal number; the last is 999,999."""

FIRST_DIGIT = "9"
"""First digit of every synthetic CMND and of every synthetic ten-digit tax code."""

PHONE_PREFIX = "090000"
"""First six of the ten digits of every synthetic telephone number: 10,000 numbers."""

EMAIL_DOMAIN = "example.com"


def is_synthetic(number: str) -> bool:
    """Whether a CMND, personal number or tax code lies in a reserved block.

    Takes numbers as ``parse`` returns them, and the zero-padded CMND of old files. Anything else (placeholders, other
    lengths, letters) is not in a block: False. A wrong check digit does not matter: such a code is nobody's.
    """
    body, dash, branch = number.partition("-")
    if not (body.isascii() and body.isdigit()):
        return False
    if dash:
        return len(body) == 10 and len(branch) == 3 and branch.isdigit() and body[0] == FIRST_DIGIT
    if len(body) == 12:
        return body[3] == FIRST_DIGIT if body.startswith("000") else body[6] == FIRST_DIGIT
    return len(body) in {9, 10} and body[0] == FIRST_DIGIT


def is_synthetic_phone(number: str) -> bool:
    """Whether a telephone number lies in the reserved block.

    >>> is_synthetic_phone("0900001234"), is_synthetic_phone("0900123456")
    (True, False)
    """
    return len(number) == 10 and number.isascii() and number.isdigit() and number.startswith(PHONE_PREFIX)


def phone(index: int) -> str:
    """The reserved telephone number with this index, 0 to 9,999.

    >>> phone(42)
    '0900000042'
    """
    if not 0 <= index <= 9_999:
        raise WrongComponent(
            "phone.index", "Khối số dành riêng chỉ có 10.000 số", "the reserved block holds 10,000 numbers only"
        )
    return f"{PHONE_PREFIX}{index:04}"
