"""Temporary residence, land and electricity (sandbox sector data)."""

from datetime import timedelta

from services.portal.rules.sector import places
from services.portal.rules.sector.draw import Draw, Person, month_of

PURPOSES = ("Đất ở tại nông thôn", "Đất ở tại đô thị", "Đất trồng cây lâu năm", "Đất chuyên trồng lúa")


def residence(draw: Draw, _person: Person, today: str) -> dict[str, str]:
    """Temporary residence, which the population register does not keep: few people have one."""
    if not draw.knows(3):
        return {}
    until = month_of(today) + timedelta(days=draw.number("days", 60, 700))
    return {"temporary_address": places.address(draw, "home"), "temporary_until": until.isoformat()}


def land(draw: Draw, person: Person, today: str) -> dict[str, str]:
    """One certificate of an adult."""
    if person.age(today) < 18 or not draw.knows(9):
        return {}
    return {
        "certificate_number": f"SB {draw.digits('certificate', 6)}",
        "parcel": str(draw.number("parcel", 1, 999)),
        "map_sheet": str(draw.number("sheet", 1, 120)),
        "area": f"{draw.number('area', 400, 9000) / 10:.1f}",
        "address": places.address(draw, "land"),
        "purpose": draw.pick("purpose", PURPOSES),
        "owner_name": person.full_name,
    }


def electricity(draw: Draw, person: Person, today: str) -> dict[str, str]:
    """The household's contract; the holder is the person, or somebody who lived there before."""
    if person.age(today) < 18 or not draw.knows(9):
        return {}
    signed = int(today[:4]) - draw.number("signed", 1, 9)
    return {
        "customer_code": f"SB{draw.digits('customer', 11)}",
        "contract_number": f"{draw.digits('contract', 6)}/{signed}/HĐMBĐ-SB",
        "meter_number": f"SB{draw.digits('meter', 8)}",
        "supply_address": places.address(draw, "supply"),
        "contract_holder": draw.pick("holder", ("Nguyễn Văn Mẫu", "Trần Thị Thử", "Lê Văn Giả Định")),
    }
