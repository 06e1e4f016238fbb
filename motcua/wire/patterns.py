"""Patterns of procedure files, which anybody may add: none may take more than a moment, whatever is typed.

Python's ``re`` backtracks, so a repeat inside a repeat (``(a+)+$``) can take years. Such patterns, and back-references,
are refused when the file is read; and only short texts are ever tried.

>>> safe("[A-Z]{2}[0-9]{6}"), safe("(a+)+$"), safe("(a|aa)*b"), safe("(")
(True, False, False, False)
"""

import re
from functools import cache
from importlib import import_module
from typing import Any

_PARSER: Any = import_module("re._parser")  # sre_parse by its present name; no type stub knows it
LONGEST_TRIED = 500
REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT"})
FEW = 100
"""Repeats of at most so many are counted as bounded where nothing is repeated within them."""


@cache
def safe(pattern: str) -> bool:
    """Whether a pattern can be tried without fear: it compiles, and no repeat holds a repeat or a choice."""
    try:
        tree = _PARSER.parse(pattern)
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return _harmless(tree, repeated=False) and _long_repeats(tree) <= 2  # quadratic at the worst


def fits(pattern: str, text: str) -> bool:
    """Whether the whole text fits; a text too long to be tried does not."""
    return len(text) <= LONGEST_TRIED and _compiled(pattern).fullmatch(text) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _harmless(tree: Any, *, repeated: bool) -> bool:
    return all(_step(str(op), given, repeated=repeated) for op, given in tree)


def _step(op: str, given: Any, *, repeated: bool) -> bool:
    if op in REPEATS:
        least, most, inner = given
        # {4} and ? take no choice of length worth the name
        several = most != least and most > 1
        return not (several and repeated) and _harmless(inner, repeated=repeated or most > 1)
    if op == "BRANCH":
        return not repeated and all(_harmless(branch, repeated=repeated) for branch in given[1])
    if op == "SUBPATTERN":
        return _harmless(given[-1], repeated=repeated)
    if op in {"ASSERT", "ASSERT_NOT"}:
        return _harmless(given[1], repeated=True)
    return not op.startswith("GROUPREF")


def _long_repeats(tree: Any) -> int:
    """How many open-ended repeats stand side by side: each multiplies the time by the length of the text."""
    count = 0
    for op, given in tree:
        name = str(op)
        if name in REPEATS:
            count += (given[1] != given[0] and given[1] > FEW) or _long_repeats(given[2])
        elif name == "SUBPATTERN":
            count += _long_repeats(given[-1])
        elif name == "BRANCH":
            count += max(map(_long_repeats, given[1]), default=0)
    return count
