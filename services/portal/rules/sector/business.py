"""The register of enterprises and co-operatives (sandbox sector data), for whoever represents an organisation.

Whether somebody does, the electronic identity says (its claim ``organisations``); this stand-in adds only what a
register of enterprises would.
"""

from services.portal.rules.sector import places
from services.portal.rules.sector.draw import Draw, Person

KINDS = (
    ("Hợp tác xã", "Hợp tác xã", "Chủ tịch Hội đồng quản trị"),
    ("Công ty TNHH", "Công ty trách nhiệm hữu hạn", "Giám đốc"),
    ("Công ty CP", "Công ty cổ phần", "Tổng giám đốc"),
)


def enterprise(draw: Draw, person: Person, _today: str) -> dict[str, str]:
    """The organisation that the person represents, if any."""
    if not person.organisation_code:
        return {}
    named = (one for one in KINDS if person.organisation.startswith(one[0]))
    _, kind, title = next(named, ("", "Tổ chức khác", "Người đại diện theo pháp luật"))
    return {
        "name": person.organisation,
        "code": person.organisation_code,
        "address": places.address(draw, "office"),
        "type": kind,
        "representative_title": title,
    }
