"""Agency codes: who received a dossier, who issued a paper.

- in force: ``H26.12.3``, the province (H) or ministry (G) first, then up to three levels down (Decision 20/2020/QD-TTg
  [seen]); other letters exist and are taken as they are [assumed]
- before: ``000.00.04.G14``, four groups of which the last is the top (QCVN 102:2016/BTTTT [seen]); still found in data

>>> parse("h26.12.3"), parse("000.00.04.G14")
('H26.12.3', '000.00.04.G14')
>>> parts("H26.12.3")
Parts(top='H26', kind='province', levels=(12, 3))
>>> modern("000.00.04.G14")
'G14.4'
"""

import re
from typing import Literal, NamedTuple

from motcua.vnid.errors import WrongFormat

_NEW = re.compile(r"([A-Z]\d\d)((?:\.\d{1,3}){0,3})", re.ASCII)
_OLD = re.compile(r"(\d{3})\.(\d\d)\.(\d\d)\.([A-Z]\d\d)", re.ASCII)


class Parts(NamedTuple):
    """The top agency, whether it is a province's or a ministry's, and the numbers of the levels below it."""

    top: str
    kind: Literal["province", "ministry", "other"]
    levels: tuple[int, ...]


def parse(text: str) -> str:
    """The code in capitals, in the form in which it came.

    Raises:
        WrongFormat: neither of the two forms ("agency.wrong-format").
    """
    code = text.strip().upper()
    if not (_NEW.fullmatch(code) or _OLD.fullmatch(code)):
        raise WrongFormat(
            "agency.wrong-format",
            "Mã cơ quan viết như H26.12.3 hoặc 000.00.04.G14",
            "an agency code looks like H26.12.3 or 000.00.04.G14",
        )
    return code


def parts(code: str) -> Parts:
    """What a parsed code says; zero groups at the lower end of the old form are left out."""
    if old := _OLD.fullmatch(code):
        top, levels = old[4], [int(old[3]), int(old[2]), int(old[1])]
    else:
        top, *rest = code.split(".")
        levels = [int(level) for level in rest]
    while levels and not levels[-1]:
        levels.pop()
    kinds: dict[str, Literal["province", "ministry"]] = {"H": "province", "G": "ministry"}
    return Parts(top, kinds.get(top[0], "other"), tuple(levels))


def modern(code: str) -> str:
    """A parsed code in the form of Decision 20/2020/QD-TTg [derived: the groups of the old form, read backwards]."""
    top, _, levels = parts(code)
    return compose(top, *levels)


def compose(top: str, *levels: int) -> str:
    """The code of an agency: the top, then the number of each level below.

    >>> compose("H56", 12, 3)
    'H56.12.3'
    """
    return parse(".".join((top, *map(str, levels))))
