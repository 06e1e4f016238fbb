"""Where people are born and live: communes of both vintages, addresses, and the names that old papers use.

Every household stands in a commune of the 63-province list; after 1/7/2025 the same household stands in the commune
that took this one over. Births are registered, and home towns written, in the old list (facts.md 1.1, 8).
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from motcua.vnid import data
from motcua.world.chance import Codes, Ints, ladder
from motcua.world.words import REGIONS, rows

MERGER = date(2025, 7, 1)
WARD_BITS = 12

OLD_NAMES: tuple[tuple[str, int, str], ...] = (
    ("24 27", 1996, "Tỉnh Hà Bắc"),
    ("35 36", 1996, "Tỉnh Nam Hà"),
    ("37", 1991, "Tỉnh Hà Nam Ninh"),
    ("30 33", 1996, "Tỉnh Hải Hưng"),
    ("25 26", 1996, "Tỉnh Vĩnh Phú"),
    ("06 19", 1996, "Tỉnh Bắc Thái"),
    ("02 08", 1991, "Tỉnh Hà Tuyên"),
    ("10 15", 1991, "Tỉnh Hoàng Liên Sơn"),
    ("11", 2003, "Tỉnh Lai Châu"),
    ("17", 1991, "Tỉnh Hà Sơn Bình"),
    ("40 42", 1991, "Tỉnh Nghệ Tĩnh"),
    ("44 45 46", 1989, "Tỉnh Bình Trị Thiên"),
    ("48 49", 1996, "Tỉnh Quảng Nam - Đà Nẵng"),
    ("51 52", 1989, "Tỉnh Nghĩa Bình"),
    ("54 56", 1989, "Tỉnh Phú Khánh"),
    ("58 60", 1991, "Tỉnh Thuận Hải"),
    ("62 64", 1991, "Tỉnh Gia Lai - Kon Tum"),
    ("67", 2003, "Tỉnh Đắk Lắk"),
    ("70 74", 1996, "Tỉnh Sông Bé"),
    ("84 86", 1991, "Tỉnh Cửu Long"),
    ("93", 2003, "Tỉnh Cần Thơ"),
    ("92 94", 1991, "Tỉnh Hậu Giang"),
    ("95 96", 1996, "Tỉnh Minh Hải"),
)
"""63-province codes, last year of the name, name: provinces that were parts of larger ones [knowledge, high]."""

HA_TAY = [
    "Hà Đông",
    "Sơn Tây",
    "Ba Vì",
    "Phúc Thọ",
    "Đan Phượng",
    "Hoài Đức",
    "Quốc Oai",
    "Thạch Thất",
    "Chương Mỹ",
    "Thanh Oai",
    "Thường Tín",
    "Phú Xuyên",
    "Ứng Hòa",
    "Mỹ Đức",
]
"""Districts of Hà Nội that were the province of Hà Tây until 2008 [knowledge, high]."""

STREETS = [
    "Trần Hưng Đạo",
    "Lê Lợi",
    "Nguyễn Huệ",
    "Quang Trung",
    "Hai Bà Trưng",
    "Lý Thường Kiệt",
    "Nguyễn Trãi",
    "Phan Chu Trinh",
    "Trần Phú",
    "Lê Duẩn",
    "Hùng Vương",
    "Nguyễn Văn Cừ",
    "Ngô Quyền",
    "Phan Bội Châu",
    "Lê Hồng Phong",
    "Điện Biên Phủ",
    "Bạch Đằng",
    "Hoàng Diệu",
    "Nguyễn Du",
    "Võ Thị Sáu",
    "Cách Mạng Tháng Tám",
    "Lê Thánh Tông",
    "Trường Chinh",
    "Tôn Đức Thắng",
    "Nguyễn Thị Minh Khai",
    "Đinh Tiên Hoàng",
    "Phạm Ngũ Lão",
    "Lạc Long Quân",
    "Âu Cơ",
    "30 Tháng 4",
    "Nguyễn Công Trứ",
    "Yết Kiêu",
    "Phan Đình Phùng",
    "Lê Đại Hành",
]
HAMLETS = tuple(f"{word} {number}, " for word in ("Thôn", "Xóm", "Ấp", "Bản") for number in range(1, 15))
LANES = tuple(f"đường {street}, " for street in STREETS) + tuple(f"Tổ dân phố {number}, " for number in range(1, 21))
DOORS = ("", *(f"Số {number}, " for number in range(1, 421)))
ROADS = LANES + HAMLETS
LINES = tuple(door + road for door in DOORS for road in ROADS)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The units as tables; wards by index into ``labels`` (old) and ``new_labels``."""

    codes: tuple[str, ...]  # 63 provinces, two digits
    names: tuple[str, ...]
    new_codes: tuple[str, ...]  # 34 provinces
    new_names: tuple[str, ...]
    region: Ints  # of a province
    people: tuple[int, ...]
    ward_codes: tuple[str, ...]
    labels: tuple[str, ...]  # "Phường X, Quận Y, Thành phố Z"
    old_labels: tuple[str, ...]  # the same with the province's name of the time before, where it had one
    old_until: Ints  # last year of that name, 0 where there is none
    province_of: Ints  # of an old ward
    urban: Ints
    became: Ints  # new ward of an old ward
    new_ward_codes: tuple[str, ...]
    new_labels: tuple[str, ...]
    new_province_of: Ints
    ward_ladders: Codes  # one per province, for WARD_BITS

    @property
    def province_ladder(self) -> Codes:
        """Provinces by population."""
        return ladder(self.people)


def _older(code: str, district: str, province: str, ward: str) -> tuple[str, int]:
    if code == "01" and any(district.endswith(f" {name}") for name in HA_TAY):
        return f"{ward}, {district}, Tỉnh Hà Tây", 2007
    for codes, until, name in OLD_NAMES:
        if code in codes.split():
            return f"{ward}, {district}, {name}", until
    return f"{ward}, {district}, {province}", 0


@cache
def load(as_of: date) -> Gazetteer:
    """Read the tables of ``motcua.vnid``; names of new provinces as they are on this day."""
    own = {row["province"]: row for row in rows("provinces")}
    table = data.rows("provinces")
    old = {row["code"]: row["vi"] for row in table if row["valid_to"] == "2025-06-30"}
    day = max(as_of, MERGER).isoformat()
    new = {r["code"]: r["vi"] for r in table if r["valid_from"] <= day and (not r["valid_to"] or day <= r["valid_to"])}
    codes, new_codes = tuple(old), tuple(new)
    districts = {row["code"]: row for row in data.rows("districts")}
    wards, new_wards = data.rows("wards_63"), data.rows("wards_34")
    place = {row["code"]: at for at, row in enumerate(new_wards)}
    homes = [districts[row["district"]] for row in wards]
    older = [_older(d["province"], d["name"], old[d["province"]], w["name"]) for w, d in zip(wards, homes, strict=True)]
    province_of = np.array([codes.index(district["province"]) for district in homes], dtype=np.int32)
    urban = np.array([not row["name"].startswith("Xã") for row in wards], dtype=np.int32)
    return Gazetteer(
        codes=codes,
        names=tuple(old.values()),
        new_codes=new_codes,
        new_names=tuple(new.values()),
        region=np.array([REGIONS.index(own[code]["region"]) for code in codes], dtype=np.int32),
        people=tuple(int(own[code]["people"]) for code in codes),
        ward_codes=tuple(row["code"] for row in wards),
        labels=tuple(f"{w['name']}, {d['name']}, {old[d['province']]}" for w, d in zip(wards, homes, strict=True)),
        old_labels=tuple(label for label, until in older),
        old_until=np.array([until for label, until in older], dtype=np.int32),
        province_of=province_of,
        urban=urban,
        became=np.array([place[row["became"]] for row in wards], dtype=np.int32),
        new_ward_codes=tuple(place),
        new_labels=tuple(f"{row['name']}, {new[row['province']]}" for row in new_wards),
        new_province_of=np.array([new_codes.index(row["province"]) for row in new_wards], dtype=np.int32),
        ward_ladders=np.concatenate(
            [ladder(np.where(province_of == at, 1 + urban, 0).tolist(), WARD_BITS) for at in range(len(codes))]
        ),
    )
