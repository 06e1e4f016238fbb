"""How the portal's templates write values: money, days and moments, sources."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from motcua.chassis.clock import VIETNAM
from motcua.chassis.site.page import born


def money(amount: int) -> str:
    r"""An amount in đồng as people write it.

    >>> money(20000), money(0)
    ('20.000\xa0đ', '0\xa0đ')
    """
    return f"{amount:,}".replace(",", ".") + "\N{NO-BREAK SPACE}đ"


def moment(stamp: str) -> str:
    """A time to the minute, as people in Viet Nam write it.

    >>> moment("2026-01-05T03:00:00Z"), moment("2026-01-05")
    ('10:00 05/01/2026', '05/01/2026')
    """
    if "T" not in stamp:
        return born(stamp)
    return datetime.fromisoformat(stamp).astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")


def day(stamp: str) -> str:
    """The day of a time or date.

    >>> day("2026-01-04T20:00:00Z"), day("2026-01-05")
    ('05/01/2026', '05/01/2026')
    """
    return moment(stamp).rpartition(" ")[2]


FILTERS: Mapping[str, Callable[..., Any]] = {"money": money, "moment": moment, "day": day}


def in_language(lang: object, **more: str) -> str:
    """The query of an address that goes on in this language.

    >>> in_language("en", done="filed"), in_language("vi", done="filed"), in_language("vi")
    ('?done=filed&lang=en', '?done=filed', '')
    """
    query = {**more, "lang": "en"} if lang == "en" else more
    return f"?{urlencode(query)}" if query else ""
