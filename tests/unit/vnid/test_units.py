from datetime import date

import pytest

from motcua.vnid import units
from motcua.vnid.errors import WrongComponent

OLD, NEW = date(2022, 6, 15), date(2026, 1, 1)

# facts.md 8, by name; the eleven that are not named here were not merged
MERGED = {
    "Tuyên Quang": "Hà Giang, Tuyên Quang",
    "Lào Cai": "Lào Cai, Yên Bái",
    "Thái Nguyên": "Bắc Kạn, Thái Nguyên",
    "Phú Thọ": "Hòa Bình, Phú Thọ, Vĩnh Phúc",
    "Bắc Ninh": "Bắc Giang, Bắc Ninh",
    "Hưng Yên": "Hưng Yên, Thái Bình",
    "Hải Phòng": "Hải Dương, Hải Phòng",
    "Ninh Bình": "Hà Nam, Nam Định, Ninh Bình",
    "Quảng Trị": "Quảng Bình, Quảng Trị",
    "Đà Nẵng": "Đà Nẵng, Quảng Nam",
    "Quảng Ngãi": "Quảng Ngãi, Kon Tum",
    "Gia Lai": "Bình Định, Gia Lai",
    "Khánh Hòa": "Khánh Hòa, Ninh Thuận",
    "Đắk Lắk": "Phú Yên, Đắk Lắk",
    "Lâm Đồng": "Lâm Đồng, Đắk Nông, Bình Thuận",
    "Đồng Nai": "Đồng Nai, Bình Phước",
    "Hồ Chí Minh": "Hồ Chí Minh, Bình Dương, Bà Rịa - Vũng Tàu",
    "Tây Ninh": "Tây Ninh, Long An",
    "Đồng Tháp": "Tiền Giang, Đồng Tháp",
    "Vĩnh Long": "Bến Tre, Trà Vinh, Vĩnh Long",
    "An Giang": "An Giang, Kiên Giang",
    "Cần Thơ": "Cần Thơ, Hậu Giang, Sóc Trăng",
    "Cà Mau": "Bạc Liêu, Cà Mau",
}
REUSED = {  # facts.md 8 names six; 44 (Quảng Bình before) is the seventh
    "15": "Lào Cai",
    "24": "Bắc Ninh",
    "44": "Quảng Trị",
    "52": "Gia Lai",
    "80": "Tây Ninh",
    "82": "Đồng Tháp",
    "91": "An Giang",
}


def name(code: str, on: date) -> str:
    return units.short(units.province(code, on).name)


def test_63_provinces_become_34_on_1_july_2025() -> None:
    days = [date(2008, 8, 1), date(2025, 6, 30), date(2025, 7, 1), date(2026, 4, 30), date(2399, 1, 1)]
    assert [len(units.provinces(day)) for day in days] == [63, 63, 34, 34, 34]
    for day in days:
        codes = [one.code for one in units.provinces(day)]
        assert codes == sorted(set(codes))


def test_merged_provinces_come_from_those_that_the_resolution_names() -> None:
    for new in units.provinces(NEW):
        olds = {name(code, OLD) for code in units.predecessors(new.code)}
        short = units.short(new.name)
        assert olds == set(MERGED.get(short, "Thừa Thiên Huế" if short == "Huế" else short).split(", "))
    assert sum(len(units.predecessors(new.code)) for new in units.provinces(NEW)) == 63


def test_seven_codes_mean_another_province_since_the_merger() -> None:
    changed = {}
    for new in units.provinces(NEW):
        before, after = name(new.code, OLD), name(new.code, NEW)
        if after not in {before, "Huế"}:
            changed[new.code] = after
            assert before in MERGED[after].split(", ")
    assert changed == REUSED


def test_a_code_needs_its_day() -> None:
    assert name("52", OLD) == "Bình Định"
    assert name("52", NEW) == "Gia Lai"
    assert units.successor("64") == units.successor("52") == "52"
    with pytest.raises(WrongComponent):
        units.province("64", NEW)
    with pytest.raises(WrongComponent):
        units.province("03", OLD)


@pytest.mark.parametrize(
    ("code", "day", "called"),
    [
        ("46", date(2024, 12, 31), "Tỉnh Thừa Thiên Huế"),
        ("46", date(2025, 1, 1), "Thành phố Huế"),
        ("46", date(2025, 7, 1), "Thành phố Huế"),
        ("75", date(2026, 4, 29), "Tỉnh Đồng Nai"),
        ("75", date(2026, 4, 30), "Thành phố Đồng Nai"),
    ],
)
def test_provinces_that_became_cities(code: str, day: date, called: str) -> None:
    assert units.province(code, day).name == called


def test_communes_of_both_vintages() -> None:
    new = [ward for one in units.provinces(NEW) for ward in units.wards(one.code, NEW)]
    kinds = [next(kind for kind in ("Xã", "Phường", "Đặc khu") if ward.name.startswith(kind + " ")) for ward in new]
    assert len(new) == len({ward.code for ward in new}) == 3321
    assert [kinds.count(kind) for kind in ("Xã", "Phường", "Đặc khu")] == [2621, 687, 13]
    old = [ward for one in units.provinces(OLD) for ward in units.wards(one.code, OLD)]
    assert len(old) == len({ward.code for ward in old}) == 10_035
    assert {ward.became for ward in old} <= {ward.code for ward in new}


def test_a_commune_goes_where_its_province_goes() -> None:
    for one in units.provinces(OLD):
        for ward in units.wards(one.code, OLD):
            assert units.ward(ward.became, NEW).province == units.successor(one.code)


def test_districts_end_with_the_merger() -> None:
    before = [one for province in units.provinces(OLD) for one in units.districts(province.code, OLD)]
    assert len(before) == len({one.code for one in before}) == 696
    assert not [one for province in units.provinces(NEW) for one in units.districts(province.code, NEW)]
    known = {one.code for one in before}
    assert {ward.district for one in units.provinces(OLD) for ward in units.wards(one.code, OLD)} <= known
    assert {ward.district for ward in units.wards("01", NEW)} == {""}


def test_what_the_tables_do_not_know_is_refused() -> None:
    with pytest.raises(WrongComponent) as early:
        units.provinces(date(2008, 7, 31))
    assert early.value.code == "unit.too-early"
    with pytest.raises(WrongComponent) as ward:
        units.ward("99999", NEW)
    assert ward.value.code == "unit.unknown-ward"
    with pytest.raises(WrongComponent):
        units.wards("64", NEW)
    with pytest.raises(WrongComponent):
        units.successor("03")
    assert units.predecessors("03") == ()
