import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.vn import mst as second_opinion

from motcua.vnid import mst
from motcua.vnid.errors import NeverIssued, NumberError, WrongComponent
from motcua.vnid.synthetic import is_synthetic

DIGITS = st.characters(codec="ascii", categories=["Nd"])
nines = st.text(DIGITS, min_size=9, max_size=9)
reserved = st.text(DIGITS, min_size=8, max_size=8).map(lambda eight: "9" + eight)


@given(st.one_of(st.text(DIGITS, min_size=10, max_size=10), st.text(DIGITS, min_size=13, max_size=13)))
def test_stdnum_accepts_the_same_codes(code: str) -> None:
    assert accepted(code) == second_opinion.is_valid(code)


@given(nines, st.sampled_from(["", "000", "001", "999"]))
def test_stdnum_accepts_the_same_codes_near_the_valid_ones(first_nine: str, branch: str) -> None:
    wanted = mst.check_digit(first_nine)
    for tenth in range(10):
        code = f"{first_nine}{tenth}{branch}"
        assert accepted(code) == second_opinion.is_valid(code)
        assert not accepted(code) or tenth == wanted


def accepted(code: str) -> bool:
    try:
        mst.parse(code)
    except NumberError:
        return False
    return True


@given(nines)
def test_the_check_digit_is_that_of_stdnum_or_never_issued(first_nine: str) -> None:
    theirs = second_opinion.calc_check_digit(first_nine)
    ours = mst.check_digit(first_nine)
    assert (ours is None) == (theirs == "10")
    assert ours is None or str(ours) == theirs


@given(reserved, st.integers(1, 999))
def test_a_composed_code_is_read_back(first_nine: str, branch: int) -> None:
    assume(first_nine[2:] != "0000000" and mst.check_digit(first_nine) is not None)
    code = mst.compose(first_nine)
    assert mst.parse(code) == code
    assert is_synthetic(code)
    full = f"{code}-{branch:03}"
    assert mst.parse(full) == mst.parse(full.replace("-", "")) == mst.parse(f" {full} ") == full
    assert is_synthetic(full)
    assert mst.parse(second_opinion.format(code + full[11:])) == full


def test_one_serial_in_eleven_is_never_issued() -> None:
    serials = [str(nine) for nine in range(912_000_000, 912_001_100)]
    never = [nine for nine in serials if mst.check_digit(nine) is None]
    assert 90 <= len(never) <= 110
    for first_nine in never[:20]:
        with pytest.raises(NeverIssued):
            mst.compose(first_nine)
        for tenth in range(10):
            with pytest.raises(NeverIssued):
                mst.parse(f"{first_nine}{tenth}")


@given(st.one_of(st.text(max_size=16), reserved.map(lambda nine: nine + "0-001")))
def test_a_mask_shows_at_most_six_digits(text: str) -> None:
    shown = mst.mask(text)
    assert len(shown) == len(text)
    assert len(shown.replace("-", "")) - shown.count("*") <= 6


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "mst.wrong-length"),
        ("910000003", "mst.wrong-length"),
        ("91000000310", "mst.wrong-length"),
        ("9100000031-01", "mst.wrong-branch"),
        ("91000000E1", "mst.wrong-format"),
        ("9100000032", "mst.wrong-check-digit"),
        ("9100000120", "mst.never-issued"),
        ("9100000000", "mst.wrong-serial"),
        ("9100000031-000", "mst.wrong-branch"),
    ],
)
def test_parse_refuses(text: str, code: str) -> None:
    with pytest.raises(NumberError) as caught:
        mst.parse(text)
    assert caught.value.code == code


@pytest.mark.parametrize("first_nine", ["010000003", "91000000", "9100000031", "91000000x", "９10000003"])
def test_compose_makes_nobodys_code_only(first_nine: str) -> None:
    with pytest.raises(WrongComponent) as caught:
        mst.compose(first_nine)
    assert caught.value.code == "mst.not-reserved"


def test_twelve_digits_are_a_personal_number() -> None:
    assert mst.parse("001 171 900 123") == "001171900123"
    assert mst.is_personal("001171900123")
    assert not mst.is_personal("9100000031")
    assert not mst.is_personal("9100000031-001")
