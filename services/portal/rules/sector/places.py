"""Addresses and offices that the stand-in names: real communes of 2026, invented streets, nobody's door."""

from services.portal.rules.sector.draw import Draw

COMMUNES = (
    "Phường Bình Thới, Thành phố Hồ Chí Minh", "Xã Phát Diệm, Tỉnh Ninh Bình", "Xã Cầu Kè, Tỉnh Vĩnh Long",
    "Phường Ba Đình, Thành phố Hà Nội", "Phường Hải Châu, Thành phố Đà Nẵng", "Phường Ninh Kiều, Thành phố Cần Thơ",
)  # fmt: skip
STREETS = ("đường Mẫu Một", "đường Mẫu Hai", "đường Thử Nghiệm", "ngõ Hộp Cát", "phố Giả Định")
HOSPITALS = (
    "Bệnh viện Đa khoa Mẫu số 1", "Bệnh viện Phụ sản Mẫu", "Trung tâm Y tế Hộp Cát", "Bệnh viện Đa khoa Thử Nghiệm",
)  # fmt: skip


def address(draw: Draw, name: str) -> str:
    """A made-up address."""
    street, commune = draw.pick(f"{name}.street", STREETS), draw.pick(f"{name}.commune", COMMUNES)
    return f"Số {draw.number(f'{name}.house', 1, 199)}, {street}, {commune}"


def commune(draw: Draw, name: str) -> str:
    """The people's committee of a commune."""
    return f"UBND {draw.pick(name, COMMUNES)}"


def hospital(draw: Draw, name: str) -> str:
    """A made-up hospital."""
    return draw.pick(name, HOSPITALS)
