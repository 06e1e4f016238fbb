"""Which words can be a Vietnamese syllable, and where its tone mark stands.

A syllable is an onset, a rime and one of six tones. The tables hold the spelling of Kinh names; words that only loans
know (boong, xoong) are left out, because the keyboard debris "Coong" for "Công" must not pass for a name.

>>> is_valid("nguyễn"), is_valid("nguyeenx"), is_valid("ksor")
(True, False, False)
>>> is_plausible("nguyen")  # no syllable as it stands, but one without its marks
True
"""

from functools import lru_cache
from unicodedata import normalize

from motcua.vnid.names.writing import fold

LEVEL, ACUTE, GRAVE, HOOK, TILDE, DOT = range(6)  # ngang, sắc, huyền, hỏi, ngã, nặng: also the digits of VNI typing
_COMBINING = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
VOWELS = "aăâeêioôơuưy"

TONED: dict[str, tuple[str, int]] = {
    normalize("NFC", vowel + mark): (vowel, tone)
    for vowel in VOWELS
    for tone, mark in enumerate(_COMBINING)
    if tone != LEVEL
}
_WITH_TONE = {pair: letter for letter, pair in TONED.items()}
_TONELESS = str.maketrans({letter: vowel for letter, (vowel, _) in TONED.items()})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_RIMES = _words(
    """
    a ai am an ang anh ao ap at au ay ac ach ăm ăn ăng ăp ăt ăc âm ân âng âp ât âu ây âc e em en eng eo ep et ec
    ê êm ên ênh êp êt êu êch i ia im in inh ip it iu ich iêm iên iêng iêp iêt iêu iêc o oa oai oam oan oang oanh oap
    oat oay oac oach oăm oăn oăng oăt oăc oe oen oet oi om on ong op ot oc ô ôi ôm ôn ông ôp ôt ôc ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uê uên uênh uêch ui um un ung uôi uôm uôn uông uôt uôc uơ up ut uc uy uya uyên uyêt uynh uyt
    uych uyn uyp ư ưa ưi ưm ưn ưng ưt ưu ưc ươi ươm ươn ương ươp ươt ươu ươc y
    """
)
_BEFORE_FRONT = ("k", "gh", "ngh")  # written before e, ê, i, y only; c, g, ng before the others
_BEFORE_BACK = ("c", "g", "ng")
_FREE = ("b", "ch", "d", "đ", "h", "kh", "l", "m", "n", "nh", "p", "ph", "r", "s", "t", "th", "tr", "v", "x")
_AFTER_QU = _words(
    """
    a ai an ang anh ao at au ay ac ach ăm ăn ăng ăp ăt ăc âm ân âng ât âu ây e em en eo et ê ên ênh êt êch i in inh it
    ô ôc ơ ơi y ynh ych yt yên yêt
    """
)
_ALONE_Y = ("y", "yêm", "yên", "yêng", "yêt", "yêu")


def _toneless_syllables() -> frozenset[str]:
    front = tuple(rime for rime in _RIMES if rime[0] in "eêiy")
    back = tuple(rime for rime in _RIMES if rime[0] not in "eêiy")
    found = {onset + rime for onset in _FREE for rime in _RIMES}
    found |= {onset + rime for onset in _BEFORE_FRONT for rime in front}
    found |= {onset + rime for onset in _BEFORE_BACK for rime in back}
    found |= {"qu" + rime for rime in _AFTER_QU}
    found |= {"gi" + rime for rime in _RIMES if rime[0] not in "iy"} | {"gi", "gin", "giêng", "giêc", "giêm", "giêt"}
    found |= {rime for rime in _RIMES if not rime.startswith("iê")} | set(_ALONE_Y)
    return frozenset(found)


ALL_SYLLABLES = _toneless_syllables()
_UNMARKED = frozenset(fold(syllable) for syllable in ALL_SYLLABLES)


def split_tone(word: str) -> tuple[str, int]:
    """A lower-case word without its tone mark, and the tone; -1 where it carries more than one.

    >>> split_tone("thuý"), split_tone("thúy"), split_tone("lan")
    (('thuy', 1), ('thuy', 1), ('lan', 0))
    """
    tones = [TONED[letter][1] for letter in word if letter in TONED]
    if not tones:
        return word, LEVEL
    return word.translate(_TONELESS), tones[0] if len(tones) == 1 else -1


@lru_cache(maxsize=16384)
def is_valid(word: str) -> bool:
    """Whether a lower-case NFC word is a well-spelt Vietnamese syllable, marks included.

    A syllable that ends in p, t, c or ch bears the tone sắc or nặng.

    >>> is_valid("phúc"), is_valid("phuc"), is_valid("hòa"), is_valid("hoà"), is_valid("wolff")
    (True, False, True, True, False)
    """
    toneless, tone = split_tone(word)
    if tone < 0 or toneless not in ALL_SYLLABLES:
        return False
    return tone in {ACUTE, DOT} or not toneless.endswith(("p", "t", "c", "ch"))


def is_well_written(word: str) -> bool:
    """Whether a lower-case word is a syllable whose tone stands where one of the two habits puts it.

    >>> is_well_written("hòa"), is_well_written("hoà"), is_well_written("heò")
    (True, True, False)
    """
    toneless, tone = split_tone(word)
    return is_valid(word) and word in {place_tone(toneless, tone), place_tone(toneless, tone, modern=True)}


def is_plausible(word: str) -> bool:
    """Whether a lower-case word is a syllable, or one that lost all its marks."""
    return word in _UNMARKED or is_valid(word)


def place_tone(toneless: str, tone: int, *, modern: bool = False) -> str:
    """Put a tone on a toneless syllable: hòa, thúy by the old habit, hoà, thuý by the modern one.

    >>> place_tone("hoa", GRAVE), place_tone("hoa", GRAVE, modern=True), place_tone("quy", ACUTE)
    ('hòa', 'hoà', 'quý')
    >>> place_tone("nguyên", TILDE), place_tone("dương", DOT), place_tone("gia", HOOK), place_tone("gi", GRAVE)
    ('nguyễn', 'dượng', 'giả', 'gì')
    """
    if tone <= LEVEL:
        return toneless
    start = _nucleus_start(toneless)
    end = start
    while end < len(toneless) and toneless[end] in VOWELS:
        end += 1
    if start == end:
        return toneless
    at = _tone_position(toneless[start:end], closed=end < len(toneless), modern=modern) + start
    return toneless[:at] + _WITH_TONE[toneless[at], tone] + toneless[at + 1 :]


def _nucleus_start(toneless: str) -> int:
    """Where the vowels begin; the u of qu and the i of gia belong to the onset."""
    if toneless.startswith(("qu", "gi")) and len(toneless) > 2 and toneless[2] in VOWELS:
        return 2
    return next((place for place, letter in enumerate(toneless) if letter in VOWELS), len(toneless))


def _tone_position(vowels: str, *, closed: bool, modern: bool) -> int:
    marked = [place for place, letter in enumerate(vowels) if letter in "ăâêôơư"]
    if marked:
        return marked[-1]
    if len(vowels) == 1:
        return 0
    if len(vowels) == 2 and not closed:
        return int(modern and vowels in {"oa", "oe", "uy"})
    return 1
