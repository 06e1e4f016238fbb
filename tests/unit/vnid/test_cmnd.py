import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.vnid import cmnd, places
from motcua.vnid.errors import NumberError, WrongComponent
from motcua.vnid.synthetic import is_synthetic

provinces = st.sampled_from(sorted(code[1:] for code, place in places.all_places().items() if place.kind == "province"))
serials = st.integers(0, 999_999)


@given(provinces, serials)
def test_a_composed_number_is_read_back_and_shows_its_issuer(province: str, serial: int) -> None:
    number = cmnd.compose(province, serial)
    assert cmnd.parse(f"{number[:3]} {number[3:6]}.{number[6:]}") == number
    assert province in cmnd.plausible_issuers(number)
    assert is_synthetic(number)


@given(st.integers(0, 60_999_999))
def test_a_spare_number_has_no_issuer(serial: int) -> None:
    number = cmnd.compose("", serial)
    assert cmnd.plausible_issuers(number) == ()
    assert is_synthetic(number)
    assert int(number) == 939_000_000 + serial


@given(st.text(max_size=12))
def test_a_mask_shows_at_most_six_signs(text: str) -> None:
    shown = cmnd.mask(text)
    assert len(shown) == len(text)
    assert len(shown) - shown.count("*") <= 6


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "cmnd.wrong-length"),
        ("91234567", "cmnd.wrong-length"),
        ("000912345678", "cmnd.wrong-length"),
        ("91234567O", "cmnd.wrong-format"),
        ("９１２３４５６７８", "cmnd.wrong-format"),
    ],
)
def test_parse_refuses(text: str, code: str) -> None:
    with pytest.raises(NumberError) as caught:
        cmnd.parse(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("issuer", "serial", "code"),
    [
        ("01", -1, "cmnd.wrong-serial"),
        ("01", 1_000_000, "cmnd.wrong-serial"),
        ("", 61_000_000, "cmnd.wrong-serial"),
        ("", -1, "cmnd.wrong-serial"),
        ("03", 1, "cmnd.issuer-unknown"),
    ],
)
def test_compose_refuses(issuer: str, serial: int, code: str) -> None:
    with pytest.raises(WrongComponent) as caught:
        cmnd.compose(issuer, serial)
    assert caught.value.code == code


def test_every_province_of_the_63_issued_under_some_prefix() -> None:
    issued = {code for codes in places.cmnd_prefixes().values() for code in codes}
    assert issued == {code[1:] for code, place in places.all_places().items() if place.kind == "province"}


def test_no_known_prefix_lies_in_the_reserved_block() -> None:
    assert not [prefix for prefix in places.cmnd_prefixes() if prefix[0] == "9" or "39" <= prefix[:2] <= "99"]


def test_the_longer_prefix_is_the_likelier_issuer() -> None:
    assert cmnd.plausible_issuers("125" + "0" * 6) == ("27", "24")  # Bắc Ninh before Bắc Giang
    assert cmnd.plausible_issuers("271" + "0" * 6) == ("75", "77")  # the block that two provinces issued
    assert cmnd.plausible_issuers("990" + "0" * 6) == ()
