"""Which columns a file must have, which ones are read where present, and which ones are added.

Names are found whatever their case and with spaces around them; every other column is passed through unread.

>>> find("thue.csv", ["CMND", "full_name ", "born_on", "ghi chú"], NEEDED, OPTIONAL)
{'cmnd': 0, 'full_name': 1, 'born_on': 2}
>>> find("thue.csv", ["cmnd", "born_on"], NEEDED, OPTIONAL)
Traceback (most recent call last):
    ...
motcua.reconcile.errors.Unusable: Tệp thue.csv thiếu cột full_name.
The file thue.csv lacks the column full_name.
"""

from collections import Counter
from collections.abc import Sequence

from motcua.reconcile.errors import Unusable

ROW_ID = "row_id"
NEEDED = ("cmnd", "full_name", "born_on")
OPTIONAL = ("sex",)
ADDED = ("verdict", "cccd", "flags", "reasons", "candidates", "rule_version")

REGISTER_NEEDED = ("cccd", "cmnd", "full_name", "born_on", "sex", "status")


def plain(name: str) -> str:
    """A column's name as it is looked up."""
    return name.strip().casefold()


def find(file: str, header: Sequence[str], needed: Sequence[str], optional: Sequence[str] = ()) -> dict[str, int]:
    """Where the wanted columns stand.

    Raises:
        Unusable: a needed column is missing ("columns.missing"), or a name stands twice ("columns.duplicate").
    """
    names = [plain(name) for name in header]
    if missing := [name for name in needed if name not in names]:
        listed = ", ".join(missing)
        raise Unusable(
            "columns.missing",
            f"Tệp {file} thiếu cột {listed}.",
            f"The file {file} lacks the column{'s' if len(missing) > 1 else ''} {listed}.",
        )
    if twice := [name for name, times in Counter(names).items() if name and times > 1]:
        raise Unusable(
            "columns.duplicate",
            f"Tệp {file} có hai cột cùng tên {twice[0]}.",
            f"The file {file} has two columns named {twice[0]}.",
        )
    return {name: names.index(name) for name in (*needed, *optional) if name in names}


def find_input(file: str, header: Sequence[str]) -> dict[str, int]:
    """Where the columns of an input stand; it may not already hold a column of the answer ("columns.reserved")."""
    found = find(file, header, NEEDED, OPTIONAL)
    if taken := [name for name in ADDED if name in map(plain, header)]:
        raise Unusable(
            "columns.reserved",
            f"Tệp {file} đã có cột {taken[0]}, là tên của một cột kết quả; hãy đổi tên cột đó.",
            f"The file {file} already has a column {taken[0]}, the name of a column of the answer; rename it.",
        )
    return found


def has_row_id(header: Sequence[str]) -> bool:
    """Whether the rows bear their own names."""
    return ROW_ID in map(plain, header)
