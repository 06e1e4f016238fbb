import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.vnid import cccd, places
from motcua.vnid.errors import NumberError, WrongComponent, WrongFormat, WrongLength
from motcua.vnid.synthetic import is_synthetic

numbers = st.builds(
    cccd.compose,
    st.sampled_from(sorted(places.all_places())),
    st.sampled_from(["1", "2"]),
    st.integers(1900, 2399),
    st.integers(900_000, 999_999),
)


@given(numbers)
def test_parse_keeps_a_composed_number_in_any_grouping(number: str) -> None:
    assert cccd.parse(number) == number
    for sign in " .-\u00a0":
        assert cccd.parse(sign.join(re.findall("...", number))) == number


@given(numbers)
def test_the_parts_make_the_number_again(number: str) -> None:
    said = cccd.parts(number)
    assert cccd.compose(said.place, said.sex, said.birth_year, int(said.serial)) == number
    assert said.place_vi
    assert (said.century - 1) * 100 <= said.birth_year < said.century * 100


@given(numbers)
def test_a_composed_number_is_synthetic(number: str) -> None:
    assert is_synthetic(number)


@given(numbers)
def test_a_composed_number_contradicts_nothing_it_was_made_of(number: str) -> None:
    said = cccd.parts(number)
    codes = [one.code for one in cccd.warnings(number, sex=said.sex, born_on=f"{said.birth_year}-03-02")]
    assert codes == (["cccd.century-not-reached"] if said.birth_year >= 2100 else [])


@given(st.text(max_size=16))
def test_a_mask_shows_at_most_six_signs(text: str) -> None:
    shown = cccd.mask(text)
    assert len(shown) == len(text)
    assert len(shown) - shown.count("*") <= 6


@given(st.text(st.characters(codec="ascii", categories=["Nd"]), min_size=12, max_size=12))
def test_twelve_digits_are_never_refused(number: str) -> None:
    assert cccd.parse(number) == number
    cccd.parts(number)
    cccd.warnings(number, sex="1", born_on="1971")


@given(st.text(max_size=20))
def test_parse_gives_twelve_digits_or_refuses(text: str) -> None:
    try:
        got = cccd.parse(text)
    except NumberError:
        return
    assert re.fullmatch("[0-9]{12}", got)


@pytest.mark.parametrize(
    ("text", "error", "code"),
    [
        ("", WrongLength, "cccd.wrong-length"),
        ("00117190012", WrongLength, "cccd.wrong-length"),
        ("0011719001234", WrongLength, "cccd.wrong-length"),
        ("00117190012O", WrongFormat, "cccd.wrong-format"),
        ("００１１７１９００１２３", WrongFormat, "cccd.wrong-format"),
        ("00117190012²", WrongFormat, "cccd.wrong-format"),
        ("001171900123\n", WrongFormat, "cccd.wrong-format"),
    ],
)
def test_parse_refuses(text: str, error: type[NumberError], code: str) -> None:
    with pytest.raises(error) as caught:
        cccd.parse(text)
    assert caught.value.code == code
    assert caught.value.vi != caught.value.en
    assert "900" not in str(caught.value)  # a refusal may end in a log


def test_the_fourth_digit_is_century_and_sex() -> None:
    told = {digit: cccd.parts(f"001{digit}71900123") for digit in range(10)}
    assert [told[d].birth_year for d in range(10)] == [1971, 1971, 2071, 2071, 2171, 2171, 2271, 2271, 2371, 2371]
    assert [told[d].sex for d in range(10)] == ["1", "2"] * 5


@pytest.mark.parametrize(
    ("number", "sex", "born_on", "codes"),
    [
        ("001171900123", "2", "1971-03-02", []),
        ("001171900123", "", "", []),
        ("001171900123", "0", "1971", []),
        ("001171900123", "1", "1971", ["cccd.sex-differs"]),
        ("001171900123", "2", "1970-12-31", ["cccd.year-differs"]),
        ("003171900123", "2", "1971", ["cccd.place-unknown"]),
        ("296171900123", "2", "1971", ["cccd.place-unknown"]),
        ("200171900123", "2", "1971", []),
        ("001471900123", "1", "2171", ["cccd.century-not-reached"]),
    ],
)
def test_contradictions_are_warnings(number: str, sex: str, born_on: str, codes: list[str]) -> None:
    assert [one.code for one in cccd.warnings(number, sex=sex, born_on=born_on)] == codes


@pytest.mark.parametrize(
    ("place", "sex", "year", "serial", "code"),
    [
        ("003", "1", 1971, 900_000, "cccd.place-unknown"),
        ("01", "1", 1971, 900_000, "cccd.place-unknown"),
        ("001", "0", 1971, 900_000, "cccd.wrong-sex"),
        ("001", "1", 1899, 900_000, "cccd.wrong-year"),
        ("001", "1", 1971, 899_999, "cccd.serial-not-reserved"),
        ("001", "1", 1971, 1_000_000, "cccd.serial-not-reserved"),
    ],
)
def test_compose_makes_nobodys_number_only(place: str, sex: str, year: int, serial: int, code: str) -> None:
    with pytest.raises(WrongComponent) as caught:
        cccd.compose(place, sex, year, serial)
    assert caught.value.code == code


def test_the_places_are_63_provinces_and_some_countries() -> None:
    kinds = [one.kind for one in places.all_places().values()]
    assert (kinds.count("province"), kinds.count("country")) == (63, 40)
    assert {places.of(one).vi for one in ("113", "114")} == {"Azerbaijan"}  # the annex has it twice
    assert {places.of(one).vi for one in ("147", "148")} == {"Croatia"}
    unknown = ["003", "005", "007", "100", "296", "000", "abc", ""]
    assert {places.of(code).kind for code in unknown} == {"unknown"}


def test_every_cell_of_the_scheme_can_be_composed() -> None:
    made = {cccd.compose("001", sex, year, 900_000) for sex, year in product("12", range(1900, 2400))}
    assert len(made) == 1000
