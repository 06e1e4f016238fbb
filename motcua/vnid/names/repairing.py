"""Undo what an old font or an input method left behind, and never touch a name that may be right.

>>> repair("NguyÔn V¨n Hïng")
Repaired(text='Nguyễn Văn Hùng', found=('encoding.tcvn3',))
>>> repair("Nguyeenx Thij Hoa").text, repair("Bessie Wolff").text, repair("Moon Lee").text
('Nguyễn Thị Hoa', 'Bessie Wolff', 'Moon Lee')

A repair needs a word that cannot be Vietnamese, and a reading in which it is. Fonts are judged over the whole name,
since one font wrote all of it. Telex keys are ordinary letters, so Telex asks for more: every word must come out
Vietnamese, and one of them must show keys that no other language writes (``dd``, ``aw``, a final f or j, ``ee`` with
a tone) or stand behind a Vietnamese family name. "Lee", "Moon", "Hans" and "Max" alone stay as they are.

Not undone: fonts whose text a program then put into capitals (the codes collide), Telex inside names of other peoples'
spelling (Niê, Ksor), and names damaged in several ways at once.
"""

import re
from dataclasses import dataclass

from motcua.vnid.names.fonts import from_tcvn3, from_utf8, from_vni
from motcua.vnid.names.keyboards import read_telex, read_vni_typing
from motcua.vnid.names.surnames import is_vietnamese
from motcua.vnid.names.syllable import is_plausible, split_tone
from motcua.vnid.names.writing import clean

_SYMBOLS = re.compile("[\u00a1-\u00bf]")  # never in a name: the sign of TCVN3
_VNI_PAIR = re.compile("[aeo][âåäãà]|aê|[aeouyôö]ø", re.IGNORECASE)  # the sign of VNI; ï, ë, ü and é are French as well
_SEPARATORS = re.compile(r"[\s.,'’-]+")
# Foreign words that a reading would turn into a syllable.
_FOREIGN = frozenset(("loïc", "naïm", "saïd", "maïs", "noïs", "mª", "dawn", "raj", "taj"))


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text after repair, and the codes of what was found (see ``NAME_REASONS``); untouched where that is empty."""

    text: str
    found: tuple[str, ...] = ()


def repair(text: str) -> Repaired:
    """Read mojibake and keyboard debris as the name that was meant; idempotent, silent about anything else.

    >>> repair("Nguye64n Thi5 Hoa").found, repair("Leâ Thò Hoàng").text, repair("H'Nhăn Niê").found
    (('vni_typing',), 'Lê Thị Hồng', ())
    """
    if all(_is_calm(word) for word in text.split(" ")):
        return Repaired(text)
    found: list[str] = []
    for code, read in (("encoding.utf8", _utf8), ("encoding", _font), ("typing", _typing)):
        after, detail = read(text)
        if after != text:
            found.append(detail or code)
            text = after
    return Repaired(text, tuple(found))


def _is_calm(word: str) -> bool:
    """Nothing to do here: a syllable, or one plain letter."""
    word = word.lower()
    return is_plausible(word) or (len(word) < 2 and word.isascii())


def _utf8(text: str) -> tuple[str, str]:
    if text.isascii():
        return text, ""
    after = from_utf8(text)
    return (after, "") if any(map(str.isalpha, after)) else (text, "")


def _strange(text: str) -> int:
    return sum(not _is_calm(word) for word in _SEPARATORS.split(clean(text)))


def _font(text: str) -> tuple[str, str]:
    """The better reading of the two fonts, if one explains words that are strange otherwise."""
    if text.isascii() or max(text) > "\u00ff" or not _FOREIGN.isdisjoint(text.lower().split()):
        return text, ""
    before = _strange(text)
    readings = []
    for code, read, sure in (
        ("encoding.tcvn3", from_tcvn3(text), _SYMBOLS.search(text)),
        ("encoding.vni", from_vni(text), _VNI_PAIR.search(text)),
    ):
        after = _strange(read)
        if after < before and (after == 0 or sure):
            readings.append((after, not sure, code, read))
    if not readings:
        return text, ""
    *_, code, read = min(readings)
    return read, code


def _typing(text: str) -> tuple[str, str]:
    words = clean(text).split(" ")
    if any(letter.isdigit() for letter in text):
        after = [_recase(word, read_vni_typing(word.lower())) if _has_keys(word) else word for word in words]
        return (" ".join(after), "vni_typing") if after != words else (text, "")
    after = [word if _is_calm(word) else _recase(word, read_telex(word.lower())) for word in words]
    pairs = [(old.lower(), new.lower()) for old, new in zip(words, after, strict=True)]
    if after != words and all(_is_calm(new) for _, new in pairs) and _is_telex(pairs):
        return " ".join(after), "telex"
    return text, ""


def _has_keys(word: str) -> bool:
    return word[:1].isalpha() and any(letter.isdigit() for letter in word)


def _is_telex(pairs: list[tuple[str, str]]) -> bool:
    """Whether some word shows keys that only Telex writes, or Vietnamese words stand around the doubtful ones."""
    changed = [(old, new) for old, new in pairs if old != new]
    if not _FOREIGN.isdisjoint(old for old, _ in changed):
        return False
    if any(_is_firm(old, new) for old, new in changed):
        return True
    return is_vietnamese(pairs[0][1]) or any(new in {"thi", "thị", "văn"} for _, new in pairs[1:])


def _is_firm(keys: str, syllable: str) -> bool:
    toneless, tone = split_tone(syllable)
    return (
        not keys.isascii()
        or any(sign in keys for sign in ("w", "f", "j", "aa"))
        or syllable[0] == "đ"
        or (tone > 0 and not toneless.isascii())
    )


def _recase(model: str, word: str) -> str:
    """The word in the case of what was typed; what was typed where there is no word."""
    if not word:
        return model
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if model[0].isupper() else word
