"""Why two names were put into their class: stable codes, each with a sentence in Vietnamese and in English.

>>> NAME_REASONS["diacritics.missing"][1]
'one side was written without diacritics'
"""

from unicodedata import is_normalized

from motcua.vnid.names.columns import Keys, without_middle, words_of
from motcua.vnid.names.match import NameMatch
from motcua.vnid.names.surnames import REGIONAL, settled
from motcua.vnid.names.syllable import HOOK, TILDE, split_tone
from motcua.vnid.names.writing import clean, fold

NAME_REASONS: dict[str, tuple[str, str]] = {
    "case": ("khác chữ hoa, chữ thường", "capital and small letters differ"),
    "spaces": ("khác khoảng trắng", "spaces differ"),
    "unicode_form": ("khác dạng mã Unicode (dựng sẵn, tổ hợp)", "composed and decomposed Unicode differ"),
    "d_stroke": ("chữ Đ bị ghi bằng mã của chữ Ð", "Đ was stored as its look-alike Ð"),
    "apostrophe": ("khác kiểu dấu nháy", "apostrophes of different kinds"),
    "diacritics.missing": ("một bên không ghi dấu", "one side was written without diacritics"),
    "encoding.tcvn3": ("một bên còn mã phông TCVN3 (ABC)", "one side is still in the TCVN3 (ABC) font encoding"),
    "encoding.vni": ("một bên còn mã phông VNI", "one side is still in the VNI font encoding"),
    "encoding.utf8": ("một bên bị đọc sai mã UTF-8", "one side is UTF-8 that was read in another encoding"),
    "vni_typing": ("một bên còn phím gõ kiểu VNI", "one side still has the digits of VNI typing"),
    "telex": ("một bên còn phím gõ kiểu Telex", "one side still has the keys of Telex typing"),
    "tone_placement": ("khác vị trí đặt dấu thanh (hòa, hoà)", "the tone mark stands on another vowel (hòa, hoà)"),
    "y_i": ("khác cách viết y, i", "y on one side, i on the other"),
    "hoi_nga": ("lẫn dấu hỏi, dấu ngã", "the tones hỏi and ngã are confused"),
    "regional_pair": (
        "cùng một họ theo hai vùng (Hoàng–Huỳnh, Vũ–Võ)",
        "one family name in its two regional forms (Hoàng–Huỳnh, Vũ–Võ)",
    ),
    "surname_spelling": ("họ bị viết sai chính tả", "a usual misspelling of the family name"),
    "middle_dropped": ("một bên thiếu chữ lót Thị hoặc Văn", "one side lacks the middle word Thị or Văn"),
    "order": ("khác thứ tự các chữ", "the words stand in another order"),
    "punctuation": ("khác dấu chấm, dấu nối hoặc dấu nháy", "dots, hyphens or apostrophes differ"),
    "abbreviated": ("một bên viết tắt", "one side is abbreviated"),
    "diacritics.differ": ("hai tên khác dấu", "two names with different diacritics"),
    "middle_swapped": ("một bên là Văn, bên kia là Thị", "one side says Văn, the other Thị"),
    "words": ("khác chữ", "the words differ"),
    "unknown": ("một bên không có họ tên", "one side has no name"),
}

_ONE_REASON: dict[NameMatch, tuple[str, ...]] = {
    NameMatch.SAME: (),
    NameMatch.UNACCENTED: ("diacritics.missing",),
    NameMatch.INITIALS: ("abbreviated",),
}


def in_order(codes: set[str]) -> tuple[str, ...]:
    """Codes in the order of the list above, so that equal reasons are equal tuples."""
    return tuple(code for code in NAME_REASONS if code in codes)


def of_writing(a: str, b: str) -> tuple[str, ...]:
    """What differs between two texts that write the same name.

    >>> of_writing("Ðỗ Hoa", "đỗ  hoa")
    ('case', 'spaces', 'd_stroke')
    """
    checks = {
        "case": clean(a) != clean(b),
        "spaces": [len(part) for part in a.split(" ")] != [len(part) for part in b.split(" ")] and _ragged(a, b),
        "unicode_form": is_normalized("NFC", a) != is_normalized("NFC", b),
        "d_stroke": bool(set("ÐðƉɖ") & (set(a) ^ set(b))),
        "apostrophe": any("'" in clean(letter) and letter != "'" for letter in set(a) ^ set(b)),
    }
    return in_order({code for code, holds in checks.items() if holds})


def _ragged(a: str, b: str) -> bool:
    return " ".join(a.split()) != a or " ".join(b.split()) != b


def explain(kind: NameMatch, a: Keys, b: Keys) -> tuple[str, ...]:
    """The reasons for a class that ``compare`` has found; empty for ``same``, where the keys have nothing to tell."""
    if kind in _ONE_REASON:
        return _ONE_REASON[kind]
    if kind is NameMatch.VARIANT:
        return _of_variant(a, b)
    if not a.exact or not b.exact:
        return ("unknown",)
    if a.middle != b.middle and a.loose_fold == b.loose_fold:
        return ("middle_swapped",)
    return ("diacritics.differ",) if a.fold == b.fold or a.loose_fold == b.loose_fold else ("words",)


def _of_variant(a: Keys, b: Keys) -> tuple[str, ...]:
    codes = set(a.found) ^ set(b.found)
    if a.middle != b.middle:
        codes.add("middle_dropped")
    elif _middle_word(a) != _middle_word(b):
        codes.add("diacritics.missing")
    mine, theirs = _aligned(a), _aligned(b)
    if [word[0] for word in mine] != [word[0] for word in theirs]:
        codes.add("order")
    if sorted(word[1] for word in mine) == sorted(word[1] for word in theirs):
        codes |= {"order"} if mine != theirs else set()
    else:
        for (_, one), (_, other) in zip(sorted(mine), sorted(theirs), strict=True):
            codes |= _of_words(one, other)
    if codes & {"telex", "vni_typing"}:
        codes.discard("tone_placement")  # keys say which tone, not where it stands
    return in_order(codes) or ("punctuation",)


def _aligned(keys: Keys) -> list[tuple[str, str]]:
    """Each word beside the form under which both sides sort it alike."""
    words, _ = without_middle(words_of(keys.repaired), marked=keys.marked)
    return [(fold(word).replace("y", "i"), written) for word, written in zip(settled(words), words, strict=True)]


def _middle_word(keys: Keys) -> str:
    """The left-out word as it was written: Thị, or Thi without its dot."""
    return next((word for word in words_of(keys.repaired) if keys.middle == fold(word) and word != "vân"), "")


def _of_words(one: str, other: str) -> set[str]:
    if one == other:
        return set()
    if fold(one) != fold(other) and not {one, other}.isdisjoint(REGIONAL):
        return {"regional_pair"}
    if (fold(one) == one) != (fold(other) == other) and fold(one) == fold(other):
        return {"diacritics.missing"}
    (mine, tone), (theirs, their_tone) = split_tone(one), split_tone(other)
    codes = set()
    if {tone, their_tone} == {HOOK, TILDE}:
        codes.add("hoi_nga")
    if mine == theirs:
        return codes or ({"tone_placement"} if tone == their_tone else {"surname_spelling"})
    return codes | ({"y_i"} if mine.replace("y", "i") == theirs.replace("y", "i") else {"surname_spelling"})
