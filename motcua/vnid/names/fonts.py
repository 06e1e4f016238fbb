r"""Two font encodings from before Unicode, and UTF-8 read as Latin: what is left of a name when the bytes survive.

TCVN3 (ABC fonts, ``.VnTime``) gives every Vietnamese letter one code of the upper half of Latin-1; accented capitals
have none of their own, a capital font shows them. VNI (``VNI-Times``) writes the vowel, then a code for its marks.
Tables from knowledge of TCVN 5712:1993 (VN3) and of the VNI-Windows layout.

>>> from_tcvn3("NguyÔn ThÞ Hång")
'Nguyễn Thị Hồng'
>>> from_vni("Nguyeãn Thò Hoàng")
'Nguyễn Thị Hồng'
>>> from_utf8("Nguyá»…n VÄƒn Ã\x81")
'Nguyễn Văn Á'
"""

import re
from unicodedata import normalize

_TCVN3_ROWS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậ",
    0xCC: "è",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
TCVN3: dict[str, str] = {
    chr(first + offset): letter for first, row in _TCVN3_ROWS.items() for offset, letter in enumerate(row)
}
_FROM_TCVN3 = str.maketrans(TCVN3)
_CODE_OF = {letter: code for code, letter in TCVN3.items()}
_TO_TCVN3 = str.maketrans(
    _CODE_OF | {letter.upper(): code for letter, code in _CODE_OF.items() if letter.upper() not in _CODE_OF}
)


def _vni_pairs() -> dict[str, str]:
    """Vowel plus mark, lower case: aù is á, aâ is â, aá is ấ, aê is ă, aé is ắ; ô and ö stand for ơ and ư."""
    tones = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
    pairs = {vowel + code: vowel + mark for vowel in "aeouy" for code, mark in tones.items() if vowel + code != "yï"}
    pairs |= {shown + code: vowel + mark for shown, vowel in (("ô", "ơ"), ("ö", "ư")) for code, mark in tones.items()}
    circumflex = zip("âáàåãä", ("", *tones.values()), strict=True)
    pairs |= {vowel + code: vowel + "\u0302" + mark for code, mark in circumflex for vowel in "aeo"}
    breve = zip("êéèúüë", ("", *tones.values()), strict=True)
    pairs |= {"a" + code: "ă" + mark for code, mark in breve}
    return {shown: normalize("NFC", letter) for shown, letter in pairs.items()}


_VNI_PAIRS = _vni_pairs()
_VNI_SINGLES = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}
_VNI = _VNI_SINGLES | _VNI_PAIRS
_VNI |= {shown.upper(): letter.upper() for shown, letter in _VNI.items()}
_VNI_SHOWN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_TO_VNI = str.maketrans({letter: shown for shown, letter in _VNI.items()})


def from_tcvn3(text: str) -> str:
    """Read Latin-1 letters as TCVN3; a word whose plain letters are all capitals was set in a capital font."""
    words = []
    for word in text.split(" "):
        letters = [letter for letter in word if letter.isascii() and letter.isalpha()]
        read = word.translate(_FROM_TCVN3)
        words.append(read.upper() if len(letters) > 1 and all(map(str.isupper, letters)) else read)
    return " ".join(words)


def from_vni(text: str) -> str:
    """Read Latin-1 letters as VNI-Windows."""
    return _VNI_SHOWN.sub(lambda shown: _VNI[shown.group()], text)


def from_utf8(text: str) -> str:
    """Read the text as UTF-8 bytes that somebody decoded as Windows-1252; unchanged where it cannot be that."""
    try:
        read = b"".join(_byte(letter) for letter in text).decode("utf-8")
    except UnicodeError:
        return text
    return read


def _byte(letter: str) -> bytes:
    """The byte of Windows-1252, or of Latin-1 in the five places where Windows-1252 has none."""
    return letter.encode("latin-1" if "\x80" <= letter <= "\x9f" else "cp1252")


def to_tcvn3(text: str) -> str:
    """Write Vietnamese in the codes of TCVN3.

    Where every code makes another syllable (Lan Sũ becomes Lan Sò), nobody can tell, and repair will not try.

    >>> to_tcvn3("Trần Đức Ánh")
    'TrÇn §øc ¸nh'
    """
    return text.translate(_TO_TCVN3)


def to_vni(text: str) -> str:
    """Write Vietnamese in the codes of VNI-Windows.

    Where every code makes another syllable (Phan Sơn becomes Phan Sôn), nobody can tell, and repair will not try.

    >>> to_vni("Trần Đức Hoàng")
    'Traàn Ñöùc Hoaøng'
    """
    return text.translate(_TO_VNI)
