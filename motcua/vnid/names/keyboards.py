"""Keystrokes that an input method never composed: Telex (Nguyeenx) and VNI typing (Nguye64n).

>>> read_telex("nguyeenx"), read_telex("ddoor"), read_telex("wolff"), read_vni_typing("nguye64n")
('nguyễn', 'đổ', '', 'nguyễn')
>>> to_telex("Đặng Văn Thuý"), to_vni_typing("Đặng Văn Thuý")
('Ddawngj Vawn Thuys', 'D9a85ng Va8n Thuy1')

One reader serves both, since debris may mix them ("Nguyeen64"). It follows the keys as an input method does: a modifier
may stand behind its vowel or at the end of the word.
"""

from functools import lru_cache

from motcua.vnid.names.syllable import is_valid, place_tone, split_tone

_TONE_KEYS = {"s": 1, "f": 2, "r": 3, "x": 4, "j": 5}
_TONE_DIGITS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN_BREVE = {"a": "ă", "o": "ơ", "u": "ư"}
_PLAIN_VOWELS = frozenset("aeiouyăâêôơư")
_TELEX = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}
_DIGITS = {"â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7", "đ": "d9"}
_TELEX_TONES = " sfrxj"


class _Keys:
    """One word on its way through the input method: the letters so far, without tone, and the tone."""

    def __init__(self, word: str) -> None:
        toneless, self.tone = split_tone(word)
        self.letters: list[str] = []
        self.word = toneless
        self.failed = self.tone < 0

    def has_vowel(self) -> bool:
        return any(letter in _PLAIN_VOWELS for letter in self.letters)

    def set_tone(self, tone: int) -> None:
        self.failed |= self.tone != 0 or not self.has_vowel()  # a second tone key undoes the first: not debris
        self.tone = tone

    def replace_last(self, table: dict[str, str]) -> bool:
        for at in reversed(range(len(self.letters))):
            if self.letters[at] in table:
                self.letters[at] = table[self.letters[at]]
                if table is _HORN_BREVE and self.letters[at] == "ơ" and self.letters[at - 1 : at] == ["u"]:
                    self.letters[at - 1] = "ư"  # "uow" is ươ; composed() puts thuở right
                return True
        return False

    def composed(self) -> str:
        toneless = "".join(self.letters)
        for candidate in (toneless, toneless.replace("ươ", "uơ")):
            word = place_tone(candidate, self.tone)
            if not self.failed and is_valid(word):
                return word
        return ""


@lru_cache(maxsize=16384)
def read_telex(word: str) -> str:
    """The syllable that these lower-case Telex keys spell; empty where they spell none."""
    keys = _Keys(word)
    for letter in keys.word:
        if letter in _TONE_KEYS and keys.has_vowel():
            keys.set_tone(_TONE_KEYS[letter])
        elif letter == "w" and keys.letters:
            keys.failed |= not keys.replace_last(_HORN_BREVE)
        elif letter == "d" and keys.letters == ["d"]:
            keys.letters[0] = "đ"
        elif letter in _CIRCUMFLEX and letter in keys.letters:
            keys.replace_last({letter: _CIRCUMFLEX[letter]})
        else:
            keys.letters.append(letter)
    return keys.composed()


@lru_cache(maxsize=16384)
def read_vni_typing(word: str) -> str:
    """The syllable that these lower-case VNI keys spell, doubled vowels allowed; empty where they spell none."""
    keys = _Keys(word)
    for letter in keys.word:
        if letter in _TONE_DIGITS:
            keys.set_tone(_TONE_DIGITS[letter])
        elif letter == "6":
            keys.failed |= not (keys.replace_last(_CIRCUMFLEX) or set("âêô") & set(keys.letters))
        elif letter in {"7", "8"}:
            keys.failed |= not keys.replace_last({"a": "ă"} if letter == "8" else _HORN_BREVE)
        elif letter == "9":
            keys.failed |= keys.letters[:1] != ["d"]
            keys.letters[:1] = ["đ"]
        elif letter in _CIRCUMFLEX and keys.letters[-1:] == [letter]:
            keys.letters[-1] = _CIRCUMFLEX[letter]
        else:
            keys.letters.append(letter)
    return keys.composed()


def to_telex(text: str) -> str:
    """The Telex keystrokes of a text: modifiers behind their letter, the tone key at the end of the word."""
    return " ".join(_keystrokes(word, _TELEX, inline=False) for word in text.split(" "))


def to_vni_typing(text: str) -> str:
    """The VNI keystrokes of a text: every digit behind its vowel."""
    return " ".join(_keystrokes(word, _DIGITS, inline=True) for word in text.split(" "))


def _keystrokes(word: str, modifiers: dict[str, str], *, inline: bool) -> str:
    tail, typed = "", []
    for letter in word:
        toneless, tone = split_tone(letter.lower())
        keys = modifiers.get(toneless, toneless)
        if tone > 0 and inline:
            keys += str(tone)
        elif tone > 0:
            tail = _TELEX_TONES[tone]
        if letter.isupper():
            keys = keys.upper() if word.isupper() and len(word) > 1 else keys[:1].upper() + keys[1:]
        typed.append(keys)
    return "".join(typed) + (tail.upper() if word.isupper() and len(word) > 1 else tail)
