"""The public services as the front page groups them: by what happens in a life; a new file's stands under the last."""

from collections.abc import Iterable

from motcua.wire.procedures import Procedure

# Life event → numbers of facts.md 3.1; the titles are texts.
GROUPS: dict[str, tuple[int, ...]] = {
    "family": (9, 10, 11, 15, 16),
    "residence": (3, 4, 5, 6),
    "identity": (1, 2, 12, 25),
    "driving": (7, 8, 20),
    "home": (19, 22, 23),
    "work": (17, 18, 24),
    "learning": (21,),
    "enterprise": (13, 14),
    "other": (),
}


def grouped(procedures: Iterable[Procedure]) -> dict[str, list[Procedure]]:
    """The procedures of each group that has any, in the order of ``GROUPS``."""
    found: dict[str, list[Procedure]] = {group: [] for group in GROUPS}
    for one in procedures:
        fitting = (group for group, numbers in GROUPS.items() if one.number in numbers)
        found[next(fitting, "other")].append(one)
    return {group: members for group, members in found.items() if members}
