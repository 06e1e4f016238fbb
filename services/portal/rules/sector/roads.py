"""Vehicles, traffic fines and driving licences (sandbox sector data). Plates of province 00 exist nowhere."""

from datetime import date

from services.portal.rules.sector import places
from services.portal.rules.sector.draw import Draw, Person, month_of

MAKES = (
    ("Honda", "Wave Alpha"), ("Honda", "Vision"), ("Yamaha", "Sirius"), ("Yamaha", "Grande"), ("VinFast", "Feliz S"),
    ("Piaggio", "Liberty"),
)  # fmt: skip
COLOURS = ("Đen", "Trắng", "Đỏ", "Xanh", "Xám")
BEHAVIOUR = (
    ("Không chấp hành hiệu lệnh của đèn tín hiệu giao thông", 5_000_000),
    ("Điều khiển xe chạy quá tốc độ từ 10 đến 20 km/h", 1_000_000),
    ("Đi vào đường cấm", 800_000),
    ("Dừng xe, đỗ xe không đúng nơi quy định", 500_000),
)
CLASSES = ("A1", "A1", "A", "B1", "B", "C1")


def vehicle(draw: Draw, person: Person, today: str) -> dict[str, str]:
    """A motorcycle bought lately and not registered yet, or registered; from invoice and registry fee."""
    if person.age(today) < 16 or not draw.knows(9):
        return {}
    make, model = draw.pick("make", MAKES)
    bought = month_of(today)
    return {
        "plate_number": f"00-SB{draw.number('series', 1, 9)} {draw.digits('plate', 3)}.{draw.digits('plate2', 2)}",
        "make": make,
        "model": model,
        "colour": draw.pick("colour", COLOURS),
        "frame_number": f"SBX{draw.digits('frame', 9)}",
        "engine_number": f"SBE{draw.digits('engine', 8)}",
        "bought_on": draw.day("bought", bought.replace(year=bought.year - 1), bought),
        "invoice_number": f"SB{draw.digits('invoice', 7)}",
        "fee_receipt": f"LPTB-SB-{draw.digits('fee', 8)}",
    }


def violation(draw: Draw, person: Person, today: str) -> dict[str, str]:
    """A fine that a camera earned."""
    if person.age(today) < 16 or not draw.knows(8):
        return {}
    behaviour, amount = draw.pick("behaviour", BEHAVIOUR)
    month = month_of(today)
    return {
        "decision_number": f"{draw.number('number', 1000, 9999)}/QĐ-XPHC-SB",
        "decision_on": draw.day("day", month.replace(year=month.year - 1), month),
        "amount": str(amount),
        "behaviour": behaviour,
        "place": places.address(draw, "place"),
    }


def licence(draw: Draw, person: Person, today: str) -> dict[str, str]:
    """A driving licence of adults; ten years for cars, without end for motorcycles (QCVN 41; Law 36/2024/QH15)."""
    age = person.age(today)
    if age < 18 or not draw.knows(9):
        return {}
    classes, year = draw.pick("classes", CLASSES), int(today[:4])
    passed = date.fromisoformat(draw.day("passed", date(year - min(age - 17, 9), 1, 1), date(year - 1, 12, 1)))
    issued = passed.replace(day=min(passed.day + 10, 28))
    return {
        "number": f"00{draw.digits('number', 10)}",
        "serial": f"SB{draw.digits('serial', 6)}",
        "classes": classes,
        "issued_on": issued.isoformat(),
        "valid_until": "" if classes.startswith("A") else issued.replace(year=issued.year + 10).isoformat(),
        "passed_on": passed.isoformat(),
    }
