"""What a password of one's own has to be (facts.md 4.4: eight characters or more, mixed)."""

LEAST = 8


def is_strong(password: str) -> bool:
    """Whether it is long enough and mixes capital letters, small letters and digits.

    >>> is_strong("Hoa-1971-moi"), is_strong("hoa-1971-moi"), is_strong("Hoa-71")
    (True, False, False)
    """
    kinds = (str.isupper, str.islower, str.isdigit)
    return len(password) >= LEAST and all(any(kind(letter) for letter in password) for kind in kinds)
