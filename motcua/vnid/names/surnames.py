"""Family names where a rule needs to know them: their misspellings, the regional pairs, and where one stands.

>>> settled(("huỳnh", "thị", "như"))
('hoàng', 'thị', 'như')
>>> settled(("anh", "võ")), settled(("nguyễn", "minh", "võ"))
(('anh', 'vũ'), ('nguyễn', 'minh', 'võ'))
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# One name in two dialects (facts.md 9.1); the northern form stands for both.
REGIONAL = {"huỳnh": "hoàng", "huynh": "hoàng", "võ": "vũ", "vo": "vũ"}

# Spellings that are no name of their own but a family name badly written, by unmarked form, missing bar or wrong tone.
# A form that is also a given name (Trinh, Đoan, Ly, Dinh) is left out: in first place it may be a reversed name.
_MISSPELT = {
    "trần": "tran",
    "lê": "le",
    "phạm": "pham",
    "hoàng": "hoang",
    "vũ": "vu vủ",
    "võ": "vỏ",
    "đặng": "dang dặng",
    "bùi": "bui",
    "đỗ": "do dỗ dổ đổ",
    "hồ": "ho",
    "ngô": "ngo",
    "dương": "duong",
    "trương": "truong",
    "lương": "luong",
    "vương": "vuong",
    "lưu": "luu",
    "triệu": "trieu",
    "quách": "quach",
    "đoàn": "doàn",
    "đào": "dào",
}
_FIRST = {wrong: right for right, forms in _MISSPELT.items() for wrong in forms.split()}
# Everywhere: the commonest slip of all (facts.md 9.4). It merges the rare pair Trần Nguyên Hoa, Trần Nguyễn Hoa.
_ANYWHERE = {"nguyên": "nguyễn", "nguyển": "nguyễn", "nguyen": "nguyễn"}

# Borne by a family and hardly ever given to a child: who begins with one is written family name first.
_SURE = _words(
    "nguyễn nguyen nguyển trần tran lê le phạm pham phan bùi bui đặng dang đỗ do hồ ho ngô ngo đinh lý trương truong "
    "lương luong đoàn trịnh phùng"
)
# These in last place can only be a family name.
_NEVER_GIVEN = _words("nguyễn nguyen phạm pham bùi bui đỗ ngô đặng trần")

# Enough to believe that an unmarked name is Vietnamese; Le, Ho, Ha, Kim, Lam and the like are foreign as well.
_VIETNAMESE = _words(
    "nguyen tran pham hoang huynh phan vu vo dang bui ngo duong dinh trinh truong doan luong vuong phung quach"
)
_VIETNAMESE_MARKED = _words("nguyễn trần phạm hoàng huỳnh vũ võ đặng bùi đỗ hồ ngô dương đinh trịnh trương")


def is_vietnamese(word: str) -> bool:
    """Whether a lower-case first word, with or without marks, is a family name that foreigners do not bear.

    >>> is_vietnamese("nguyen"), is_vietnamese("le")
    (True, False)
    """
    return word in _VIETNAMESE or word in _VIETNAMESE_MARKED


def stands_last(words: tuple[str, ...]) -> bool:
    """Whether the family name may stand last, as Western forms write it.

    >>> stands_last(("anh", "võ")), stands_last(("võ", "anh")), stands_last(("hoa", "thị", "nguyễn"))
    (True, False, True)
    """
    last = words[-1]
    return words[0] not in _SURE and (last in _SURE or last in REGIONAL or last in REGIONAL.values())


def settled(words: tuple[str, ...]) -> tuple[str, ...]:
    """Lower-case words with the family name in the one spelling that all its spellings share.

    >>> settled(("nguyên", "hùng")), settled(("tran", "thị", "lan"))
    (('nguyễn', 'hùng'), ('trần', 'thị', 'lan'))
    """
    if len(words) < 2:
        return words
    result = [_ANYWHERE.get(word, word) for word in words]
    if words[-1] not in _NEVER_GIVEN or words[0] not in REGIONAL:
        result[0] = _FIRST.get(result[0], result[0])
        result[0] = REGIONAL.get(result[0], result[0])
    if words[0] not in _SURE:
        result[-1] = REGIONAL.get(result[-1], result[-1])
    return tuple(result)


def is_sure_first(word: str) -> bool:
    """Whether a lower-case word is a family name that is hardly ever a given name."""
    return word in _SURE
