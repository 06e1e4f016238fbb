"""Social and health insurance, schools, health checks (sandbox sector data)."""

from datetime import timedelta

from services.portal.rules.sector import places
from services.portal.rules.sector.draw import Draw, Person, month_of

EMPLOYERS = (
    "Công ty TNHH May Mẫu", "Công ty CP Điện tử Hộp Cát", "Hợp tác xã Thử Nghiệm", "Công ty TNHH Giả Định Việt Nam",
)  # fmt: skip
SCHOOLS = (
    (3, "Trường Mầm non Hộp Cát"), (6, "Trường Tiểu học Mẫu"), (11, "Trường THCS Thử Nghiệm"), (15, "Trường THPT Mẫu"),
)  # fmt: skip
CONDUCT, ACADEMIC = ("Tốt", "Tốt", "Khá", "Đạt"), ("Tốt", "Khá", "Khá", "Đạt")
OLDEST_PUPIL = 18


def insurance(draw: Draw, person: Person, today: str) -> dict[str, str]:
    """The insurance book; months only of those old enough to work. Numbers that begin with 99 are of the sandbox."""
    if not draw.knows(9):
        return {}
    number, working = f"99{draw.digits('number', 8)}", max(0, min(person.age(today), 60) - 18)
    month = month_of(today)
    months = draw.number("months", min(12, working * 12), working * 12) if working else 0
    known = {
        "insurance_number": number,
        "health_card": f"{'DN' if working else 'HS'}499{number}",
        "health_valid_until": (month + timedelta(days=draw.number("valid", 60, 360))).isoformat(),
        "hospital": places.hospital(draw, "hospital"),
    }
    if not working:
        return known
    last = month - timedelta(days=draw.number("last", 20, 75))
    return {
        **known,
        "months_paid": str(months),
        "unemployment_months": str(min(months, draw.number("unemployment", 12, 144))),
        "employer": draw.pick("employer", EMPLOYERS),
        "last_month": last.isoformat()[:7],
    }


def education(draw: Draw, person: Person, today: str) -> dict[str, str]:
    """The school of a child or pupil; no grade before the first."""
    age = int(today[:4]) - int(person.born_on[:4] or today[:4])
    if not 3 <= age <= OLDEST_PUPIL or not draw.knows(9):
        return {}
    school = next(name for least, name in reversed(SCHOOLS) if age >= least)
    return {
        "school": school,
        "school_code": f"SB{draw.digits('school', 6)}",
        "grade": str(min(age - 5, 12)) if age > 5 else "",
        "student_code": f"99{draw.digits('student', 8)}",
        "conduct": draw.pick("conduct", CONDUCT) if age > 5 else "",
        "academic": draw.pick("academic", ACADEMIC) if age > 5 else "",
    }


def health(draw: Draw, person: Person, today: str) -> dict[str, str]:
    """A health check for drivers, half a year old at most."""
    if person.age(today) < 16 or not draw.knows(9):
        return {}
    month = month_of(today)
    return {
        "check_number": f"{draw.digits('number', 5)}/GKSKLX-SB",
        "check_on": draw.day("day", month - timedelta(days=150), month),
        "conclusion": "Đủ điều kiện sức khỏe lái xe",
        "hospital": places.hospital(draw, "hospital"),
    }
