"""Reading a text that should be so many digits, and showing only its ends: shared by the number modules.

>>> read("001 171 900 123", "cccd", "Số định danh", "a personal number", 12)
'001171900123'
>>> hide("001171900123", 3, 3)
'001******123'
"""

from motcua.vnid.errors import WrongFormat, WrongLength

_SEPARATORS = str.maketrans("", "", " .-\t\u00a0\u202f")


def compact(text: str) -> str:
    """The text without the separators that people put between groups of digits.

    >>> compact("023.456-789")
    '023456789'
    """
    return text.translate(_SEPARATORS)


def read(text: str, kind: str, vi: str, en: str, length: int) -> str:
    """Exactly ``length`` digits, separators taken out.

    Raises:
        WrongFormat: something other than digits and separators (letters, full-width or superscript digits).
        WrongLength: another count of digits.
    """
    if len(text) != length or not (text.isascii() and text.isdigit()):  # the usual text needs no cleaning
        text = compact(text)
        if text and not (text.isascii() and text.isdigit()):
            raise WrongFormat(f"{kind}.wrong-format", f"{vi} chỉ gồm chữ số", f"{en} consists of digits only")
        if len(text) != length:
            raise WrongLength(
                f"{kind}.wrong-length",
                f"{vi} có {length} chữ số, số này có {len(text)}",
                f"{en} has {length} digits, this one has {len(text)}",
            )
    return text


def hide(text: str, first: int, last: int) -> str:
    """Stars for all but the ends; all stars when the text is too short to hide at least three signs."""
    hidden = len(text) - first - last
    if hidden < 3:
        return "*" * len(text)
    return text[:first] + "*" * hidden + text[len(text) - last :]
