"""The errors that offices make, one function each, for worlds and tests that need wrong names (facts.md 9.4).

>>> old_tone_placement("Thuý Hoà"), new_tone_placement("Thúy Hòa"), swap_y_i("Lý Mỹ Vi")
('Thúy Hòa', 'Thuý Hoà', 'Lí Mĩ Vy')
>>> western_order("Nguyễn Thị Hoa"), drop_middle("Nguyễn Thị Hoa"), initials("Nguyễn Thị Hoa")
('Hoa Thị Nguyễn', 'Nguyễn Hoa', 'N.T. Hoa')
>>> to_tcvn3("Nguyễn"), to_vni("Nguyễn"), to_telex("Nguyễn"), to_vni_typing("Nguyễn"), to_mojibake("Nguyễn")
('NguyÔn', 'Nguyeãn', 'Nguyeenx', 'Nguye64n', 'Nguyá»…n')

A function whose error has no place in a name hands it back unchanged. One of them
alone never makes another name for ``compare``, but for the exceptions that its docstring names.
"""

from collections.abc import Callable
from unicodedata import normalize

from motcua.vnid.names.fonts import to_tcvn3, to_vni
from motcua.vnid.names.keyboards import to_telex, to_vni_typing
from motcua.vnid.names.syllable import HOOK, TILDE, TONED, is_valid, place_tone, split_tone
from motcua.vnid.names.writing import clean, fold

__all__ = [
    "d_as_eth",
    "decompose",
    "drop_accents",
    "drop_middle",
    "hoi_nga",
    "initials",
    "new_tone_placement",
    "old_tone_placement",
    "regional_pair",
    "swap_y_i",
    "to_mojibake",
    "to_tcvn3",
    "to_telex",
    "to_vni",
    "to_vni_typing",
    "western_order",
]

_TURNED = {"y": "i", "i": "y"}
_TURNING = ("h", "k", "l", "m", "s", "t", "v", "th", "qu")
_PAIRS = {"hoàng": "huỳnh", "huỳnh": "hoàng", "vũ": "võ", "võ": "vũ"}
_SWAPPED_TONE = {HOOK: TILDE, TILDE: HOOK}


def _each_word(text: str, change: Callable[[str], str]) -> str:
    """Change the words in lower case and give them their case back."""
    return " ".join(_recase(word, change(word.lower())) for word in clean(text).split(" "))


def _recase(model: str, word: str) -> str:
    if model.isupper() and (len(model) > 1 or len(word) == 1):
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def drop_accents(text: str) -> str:
    """Without any mark, đ as d; capitals stay.

    >>> drop_accents("Đặng VĂN Úy")
    'Dang VAN Uy'
    """
    return _each_word(text, fold)


def decompose(text: str) -> str:
    """Letters and marks apart (NFD), as some file systems and phones write them."""
    return normalize("NFD", text)


def d_as_eth(text: str) -> str:
    """Đ stored as Ð, its look-alike of Latin-1."""
    return text.replace("Đ", "Ð").replace("đ", "ð")


def to_mojibake(text: str) -> str:
    """UTF-8 read as Windows-1252."""
    return "".join(
        chr(byte) if byte in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else bytes([byte]).decode("cp1252")
        for byte in text.encode("utf-8")
    )


def western_order(text: str) -> str:
    """Given name first, family name last, the middle words between them as they were."""
    words = clean(text).split(" ")
    return " ".join([words[-1], *words[1:-1], words[0]]) if len(words) > 1 else clean(text)


def drop_middle(text: str) -> str:
    """Without the Thị or Văn behind the family name."""
    words = clean(text).split(" ")
    if len(words) > 2 and words[1].lower() in {"thị", "văn"}:
        del words[1]
    return " ".join(words)


def initials(text: str) -> str:
    """Everything before the last word as letters with dots."""
    *front, last = clean(text).split(" ")
    return "".join(f"{word[0]}." for word in front) + f" {last}" if front else last


def old_tone_placement(text: str) -> str:
    """Hòa, thúy: the mark on the first of two open vowels."""
    return _each_word(text, lambda word: _placed(word, modern=False))


def new_tone_placement(text: str) -> str:
    """Hoà, thuý: the mark on the main vowel."""
    return _each_word(text, lambda word: _placed(word, modern=True))


def _placed(word: str, *, modern: bool) -> str:
    return place_tone(*split_tone(word), modern=modern) if is_valid(word) else word


def swap_y_i(text: str) -> str:
    """Lý for Lí and the reverse, Quý for Quí; a middle Thị or Thy keeps its letter, since Thi there reads as Thị.

    >>> swap_y_i("Nguyễn Thị Thy"), swap_y_i("Trần Quý")
    ('Nguyễn Thị Thi', 'Trần Quí')
    """
    first, *rest = clean(text).split(" ")
    last = len(rest) - 1
    turned = [word if at != last and fold(word) in {"thi", "thy"} else _turn(word) for at, word in enumerate(rest)]
    return " ".join([_turn(first), *turned])


def _turn(word: str) -> str:
    lower = word.lower()
    letter = lower[-1:]
    vowel, tone = TONED.get(letter, (letter, 0))
    if lower[:-1] in _TURNING and vowel in _TURNED:
        return _recase(word, place_tone(lower[:-1] + _TURNED[vowel], tone))
    return word


def hoi_nga(text: str) -> str:
    """Hỏi for ngã and ngã for hỏi, in every word.

    >>> hoi_nga("Nguyễn Bảo")
    'Nguyển Bão'
    """
    return _each_word(text, _swap_tone)


def _swap_tone(word: str) -> str:
    toneless, tone = split_tone(word)
    return place_tone(toneless, _SWAPPED_TONE[tone]) if tone in _SWAPPED_TONE and is_valid(word) else word


def regional_pair(text: str) -> str:
    """The family name as the other half of the country says it: Hoàng, Huỳnh; Vũ, Võ.

    >>> regional_pair("Võ Minh"), regional_pair("Minh Võ")
    ('Vũ Minh', 'Minh Võ')
    """
    first, *rest = clean(text).split(" ")
    other = _PAIRS.get(first.lower(), first.lower()) if rest else first.lower()
    return " ".join([_recase(first, other), *rest])
