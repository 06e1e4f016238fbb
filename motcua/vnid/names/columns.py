"""The keys of a name: columns that two names are compared by, in Python and in SQL alike.

>>> keys("Võ Thị Thuý")  # doctest: +NORMALIZE_WHITESPACE
Keys(exact='VÕ THỊ THUÝ', fold='vo thi thuy', loose='thuy1 vu3', loose_fold='thuy vu', initials='v t thuy',
     marked=True, abbreviated=False, middle='thi', repaired='VÕ THỊ THUÝ', found=())

The loose key forgets how a name is spelt and remembers which name it is. Its words are repaired; they carry their tone
behind them, so that hoà and hòa meet; ngã counts as hỏi; y is i where both are written; the family name has one
spelling (Võ is Vũ, Nguyên is Nguyễn); Thị and Văn behind it move to ``middle``; the words stand in alphabetical order.

Every name is judged alone, so some pairs cannot be told: a given name that lost its marks beside words that kept
theirs ("Nguyễn Văn Hung" for Hùng: Hung may be right), and a name cut off at 30 characters (a prefix is no equality).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from motcua.vnid.names.repairing import is_calm, repair
from motcua.vnid.names.surnames import is_sure_first, settled, stands_last
from motcua.vnid.names.syllable import HOOK, LEVEL, TILDE, split_tone
from motcua.vnid.names.writing import fold as fold_text
from motcua.vnid.names.writing import npdb


@dataclass(frozen=True, slots=True)
class Keys:
    """What a name is compared by. The last two columns only explain, they decide nothing."""

    exact: str  # as the population register writes it
    fold: str  # without marks
    loose: str  # without spelling
    loose_fold: str  # without spelling and marks
    initials: str  # first letters, and the whole last word
    marked: bool  # carries a diacritic, or đ
    abbreviated: bool  # a word before the last is only a letter
    middle: str = ""  # "thi" or "van" where the loose key left it out
    repaired: str = ""
    found: tuple[str, ...] = ()


_NOTHING = Keys("", "", "", "", "", marked=False, abbreviated=False)
_BREAKS = re.compile(r"[\s,.\-‐‑–\u00ad]+")
_INITIAL = re.compile(r"\b[^\W\d_]{1,2}\.")  # "N.", "Th."
_PREFIXES = ("h", "k", "y")  # of Ê Đê, Cơ Ho and others; written with an apostrophe, a hyphen or a space
_BOTH_SPELLINGS = re.compile("(?:(?<=^[hklmstv])|(?<=^th)|(?<=^qu))y$|(?<=^qu)y(?=nh$|t$)")


def keys(text: str) -> Keys:
    """All keys of a name as somebody wrote it; all of them empty for an empty text.

    >>> keys("H' Nhăn Ksor").loose == keys("Ksor H-Nhăn").loose
    True
    >>> keys("N.T. Hoa").initials, keys("N.T. Hoa").abbreviated
    ('n t hoa', True)
    """
    exact = npdb(text)
    words = tuple(exact.lower().split(" "))
    # Odd capitals (TuÊn) and à as Ã with a space that is cleaned away are signs of a broken encoding.
    if all(map(_is_ordinary, words)) and (text.istitle() or text.isupper() or text.islower()) and "Ã" not in text:
        folds = [_spelling(word)[2] for word in words]
        return _assemble(exact, " ".join(folds), words, folds)
    if not exact:
        return _NOTHING
    mended = repair(text)
    repaired = npdb(mended.text) if mended.found else exact
    words = words_of(repaired)
    folds = [_spelling(word)[2] for word in words]
    return _assemble(
        exact,
        fold_text(exact),
        words,
        folds,
        abbreviated=_is_abbreviated(words, repaired),
        repaired=repaired,
        found=mended.found,
    )


def _assemble(
    exact: str,
    fold: str,
    words: tuple[str, ...],
    folds: list[str],
    *,
    abbreviated: bool = False,
    repaired: str = "",
    found: tuple[str, ...] = (),
) -> Keys:
    marked = any(map(str.__ne__, words, folds))
    rest, middle = without_middle(words, marked=marked)
    spellings = [_spelling(word) for word in settled(rest)]
    loose = " ".join(sorted([spelling[0] for spelling in spellings]))
    loose_fold = " ".join(sorted([spelling[1] for spelling in spellings]))
    initials = " ".join([*[word[:1] for word in folds[:-1]], folds[-1]])
    return Keys(exact, fold, loose, loose_fold, initials, marked, abbreviated, middle, repaired or exact, found)


@lru_cache(maxsize=16384)
def _is_ordinary(word: str) -> bool:
    """A syllable, with or without its marks, that cannot be an initial or the prefix Y."""
    return len(word) > 1 and is_calm(word)


@lru_cache(maxsize=65536)
def _spelling(word: str) -> tuple[str, str, str]:
    """A lower-case word in its loose spelling, in the same without marks, and folded."""
    toneless, tone = split_tone(word)
    alike = _BOTH_SPELLINGS.sub("i", toneless)
    if tone < LEVEL:
        return word, fold_text(word), fold_text(word)
    return f"{alike}{HOOK if tone == TILDE else tone or ''}", fold_text(alike), fold_text(word)


def words_of(exact: str) -> tuple[str, ...]:
    """The lower-case words of a name; an ethnic prefix and what follows it are one word.

    >>> words_of("H-NHĂN KSOR"), words_of("Y NGÔN NIÊ"), words_of("NGUYỄN-THỊ HOA"), words_of("NGUYỄN K. HOA")
    (("h'nhăn", 'ksor'), ("y'ngôn", 'niê'), ('nguyễn', 'thị', 'hoa'), ('nguyễn', 'k', 'hoa'))
    """
    dotted = set(_INITIAL.findall(exact.lower()))
    parts = [part for part in _BREAKS.split(exact.lower().replace("' ", "'")) if part]
    words: list[str] = []
    for part in parts:
        free = len(words) < 2 or not is_sure_first(words[-2])
        if words and words[-1] in _PREFIXES and f"{words[-1]}." not in dotted and free:
            words[-1] += f"'{part}"
        else:
            words.append(part)
    return tuple(words) or (exact.lower(),)


def _is_abbreviated(words: tuple[str, ...], repaired: str) -> bool:
    letters = any(len(word) == 1 and word.isascii() and word != "y" for word in words[:-1])
    return letters or (len(words) > 1 and bool(_INITIAL.search(repaired)))


def without_middle(words: tuple[str, ...], *, marked: bool) -> tuple[tuple[str, ...], str]:
    """The words without the Thị or Văn that goes with the family name, and which of the two it was.

    >>> without_middle(("nguyễn", "thị", "hoa"), marked=True), without_middle(("nguyễn", "vân", "anh"), marked=True)
    ((('nguyễn', 'hoa'), 'thi'), (('nguyễn', 'vân', 'anh'), ''))
    """
    if len(words) < 3:
        return words, ""
    for written, bare in (("thị", "thi"), ("văn", "van")):
        for at, word in enumerate(words):
            if word in {written, bare} and _goes_with_family_name(words, at, word, marked=marked):
                return words[:at] + words[at + 1 :], bare
    return words, ""


def _goes_with_family_name(words: tuple[str, ...], at: int, word: str, *, marked: bool) -> bool:
    if at == 1 or word == "thị":  # Thị is never a given name
        return True
    if not stands_last(words):
        return False
    # "Hoa Van Nguyen" or "Van Hoa Nguyen"; in a name with marks a first word Thi or Van is a given name
    return at == len(words) - 2 or (at == 0 and (word == "văn" or not marked))
