"""Undo what an old font or an input method left behind, and never touch a name that may be right.

>>> repair("NguyÔn V¨n Hïng")
Repaired(text='Nguyễn Văn Hùng', found=('encoding.tcvn3',))
>>> repair("Nguyeenx Thij Hoa").text, repair("Bessie Wolff").text, repair("Moon Lee").text
('Nguyễn Thị Hoa', 'Bessie Wolff', 'Moon Lee')

A repair needs a word that cannot be Vietnamese, and a reading in which it is. Fonts are judged over the whole name,
since one font wrote all of it. Telex keys are ordinary letters, so Telex asks for more: every word must come out
Vietnamese, and one of them must show keys that no other language writes (``dd``, ``uw``, a final f or j, ``ee`` with
f, j or x), or a Vietnamese family name, Thị or Văn must stand beside it. "Lee", "Moon", "Hans" and "Max" stay.

Not undone: fonts whose text a program then put into capitals (the codes collide), Telex inside names of other peoples'
spelling (Niê, Ksor), and names damaged in several ways at once.
"""

import re
from dataclasses import dataclass

from motcua.vnid.names.fonts import from_tcvn3, from_utf8, from_vni
from motcua.vnid.names.keyboards import read_telex, read_vni_typing
from motcua.vnid.names.surnames import is_vietnamese
from motcua.vnid.names.syllable import is_plausible, is_valid, is_well_written, split_tone
from motcua.vnid.names.writing import clean

_LONGEST, _LONGEST_WORD = 200, 40  # beyond this nothing is a name, and nothing is worth the time
_SYMBOLS = re.compile("[\u00a1-\u00bf]")  # never in a name: the sign of TCVN3
_LATIN = re.compile("[\u0000-\u024f\u0300-\u0323\u1e00-\u1eff]*")
_VNI_PAIR = re.compile("[aeo][âåäãà]|aê|[aeouyôö]ø", re.IGNORECASE)  # the sign of VNI; ï, ë, ü and é are French as well
_RATHER_VNI = re.compile(r"ö|\b(?:thò|ñ)", re.IGNORECASE)  # where both fonts make sense of it: ư, Thị and Đ
# Beer, Daan, Low, Bangs and Ruwa are names elsewhere.
_FIRM = re.compile("^dd|(?:aa|ee|oo).*[fjx]|aa.*[sr]$|uw(?!a)|uow|[iy]ee|u(?:aa|oo)|(?:nh|ch)[srxj]$|ng[xr]$")
_BESIDE = re.compile("aa|ee|oo|w")
_SEPARATORS = re.compile(r"[\s.,'’-]+")
# Codes of TCVN3 that look like capitals among small letters; bad capitals go the other way (HOàNG).
_ODD_CAPITAL = re.compile("\\w[^A-Z]*[À-Þ][^A-Z]*[a-z][^A-Z]*|\\w[^A-Z]*[a-z][^A-Z]*[À-Þ][^A-Z]*")
# Syllables, and nobody's name: Thị as VNI shows it, Vũ as TCVN3 does.
_DISGUISED = frozenset(("thò", "vò"))
# Foreign words that a reading would turn into a syllable.
_FOREIGN = frozenset(("loïc", "naïm", "saïd", "maïs", "noïs", "mª", "mäe", "sæi", "dawn", "diaf", "rooij", "der"))


def is_calm(word: str) -> bool:
    """Whether there is nothing to repair in a word: a syllable, or one plain letter; "TuÊn" is none."""
    if len(word) > _LONGEST_WORD or (not word.isascii() and _ODD_CAPITAL.fullmatch(word)):
        return False
    word = word.lower()
    return (is_plausible(word) and word not in _DISGUISED) or (len(word) < 2 and word.isascii())


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
    if len(text) > _LONGEST or all(is_calm(word) for word in text.split(" ")):
        return Repaired(text)
    found: list[str] = []
    for code, read in (("encoding.utf8", _utf8), ("encoding", _font), ("typing", _typing)):
        after, detail = read(text)
        if after != text:
            found.append(detail or code)
            text = after
    return Repaired(text, tuple(found))


def _utf8(text: str) -> tuple[str, str]:
    if text.isascii():
        return text, ""
    after = from_utf8(text)
    return (after, "") if _LATIN.fullmatch(after) and any(map(str.isalpha, after)) else (text, "")


def _strange(text: str) -> int:
    return sum(not is_calm(word) for word in _SEPARATORS.split(clean(text)))


def _is_badly_read(old: str, new: str) -> bool:
    """A reading that leaves the tone on the wrong vowel: the word meant something else."""
    return old != new and is_valid(new.lower()) and not is_well_written(new.lower())


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
        after = _strange(read) + sum(map(_is_badly_read, text.split(" "), read.split(" ")))
        if after < before and (after == 0 or sure):
            readings.append((after, not sure, code, read))
    if len(readings) > 1 and _RATHER_VNI.search(text):
        readings.reverse()
    if not readings:
        return text, ""
    *_, code, read = min(readings, key=lambda reading: reading[:2])
    return read, code


def _typing(text: str) -> tuple[str, str]:
    words = clean(text).split(" ")
    if any(letter.isdigit() for letter in text):
        after = [_recase(word, read_vni_typing(word.lower())) if _has_keys(word) else word for word in words]
        return (" ".join(after), "vni_typing") if after != words else (text, "")
    after = [word if is_calm(word) else _recase(word, read_telex(word.lower())) for word in words]
    pairs = [(old.lower(), new.lower()) for old, new in zip(words, after, strict=True)]
    if after != words and all(is_calm(new) for _, new in pairs) and _is_telex(pairs):
        return " ".join(after), "telex"
    return text, ""


def _has_keys(word: str) -> bool:
    return word[:1].isalpha() and any(letter.isdigit() for letter in word)


def _is_telex(pairs: list[tuple[str, str]]) -> bool:
    """Whether some word shows keys that only Telex writes, or enough Vietnamese stands around the doubtful ones."""
    changed = [(old, new) for old, new in pairs if old != new]
    if any(old in _FOREIGN for old, _ in pairs):
        return False
    if any(_is_firm(old, new, alone=len(pairs) == 1) for old, new in changed):
        return True
    if is_vietnamese(pairs[0][1]) or any(new in {"thi", "thị", "văn"} for _, new in pairs[1:]):
        return True
    return len(pairs) > 2 and len(changed) > 1 and any(not _is_only_doubled(old, new) for old, new in changed)


def _is_firm(keys: str, syllable: str, *, alone: bool) -> bool:
    if _FIRM.search(keys):
        return True
    if not split_tone(syllable)[0].isascii() and keys.isascii() and not _BESIDE.search(keys):
        return False  # the modifier far from its vowel: laura is no lẩu
    if not keys.isascii():
        return keys[-1] in "sfrxj"  # half composed: Nguyênx
    return keys[-1] in "fj" and (len(keys) > 3 or not alone)


def _is_only_doubled(keys: str, syllable: str) -> bool:
    """Lee, Moon, Daan: the doubled vowel says nothing of Viet Nam."""
    return split_tone(syllable)[1] == 0 and "w" not in keys


def _recase(model: str, word: str) -> str:
    """The word in the case of what was typed; what was typed where there is no other word."""
    if word in {"", model.lower()}:
        return model
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if model[0].isupper() else word
