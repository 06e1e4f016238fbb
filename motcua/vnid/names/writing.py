"""The forms of one text: cleaned, as the population register writes it, and folded to plain letters.

>>> clean("  Ðỗ Thị   Hoa ")
'Đỗ Thị Hoa'
>>> npdb("H’Nhăn Ksor")
"H'NHĂN KSOR"
>>> fold("Đặng Thị Hưng")
'dang thi hung'

The letter đ is no accented d: canonical decomposition leaves it alone, so folding maps it by name.
"""

import re
from unicodedata import is_normalized, normalize

_APOSTROPHES = "\u2018\u2019\u201b\u02bb\u02bc\u02b9\u02c8\u2032\uff07\u0060\u00b4\uff40"
# Zero-width spaces and joiners, direction marks, byte-order mark. The soft hyphen stays: it is ư in TCVN3, and repair()
# must still see it.
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# Eth and African D look like Đ and stand for it in files that went through Windows-1258 (facts.md 9.3).
_BARRED_D = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
_LOOKALIKES = str.maketrans({**_BARRED_D, **dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_INVISIBLE)})
_ODD = re.compile(f"[{''.join(_BARRED_D)}{_APOSTROPHES}{_INVISIBLE}]")
_MARKS = re.compile("[\u0300-\u036f]")
# Letters that carry no separable mark. ƀ is a letter of Ê Đê and Gia Rai; the others come with foreigners.
_LETTERS = str.maketrans(
    {"đ": "d", "ð": "d", "ɖ": "d", "ƀ": "b", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)


def clean(text: str) -> str:
    r"""The same text in one encoding: NFC, Đ for its look-alikes, one apostrophe, single spaces, nothing invisible.

    >>> clean("Nguyê\u0303n\u00a0Văn\tA")
    'Nguyễn Văn A'
    """
    if not text.isascii():
        if _ODD.search(text):
            text = text.translate(_LOOKALIKES)
        if not is_normalized("NFC", text):
            text = normalize("NFC", text)
    elif "`" in text:
        text = text.replace("`", "'")
    return " ".join(text.split())


def npdb(text: str) -> str:
    """The text as the national population database hands it out: cleaned, whole and in upper case (facts.md 7.1).

    >>> npdb("Nguyễn thị Hoà")
    'NGUYỄN THỊ HOÀ'
    """
    return clean(clean(text).upper())


def fold(text: str) -> str:
    """Lower-case letters without any mark; scripts other than Latin are kept.

    >>> fold("Y Ngôn Niê"), fold("H'Ƀlŏ Ayŭn"), fold("Müller")
    ('y ngon nie', "h'blo ayun", 'muller')
    """
    text = clean(text)
    if text.isascii():
        return text.lower()
    bare = _MARKS.sub("", normalize("NFD", normalize("NFD", text).lower()))
    return clean(bare.translate(_LETTERS))
