import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.vnid import cccd, cmnd, mst
from motcua.vnid.legacy import IdKind, recognise
from motcua.vnid.reasons import FIELD_REASONS

numbers = st.integers(1_000, 60_999_999).map(lambda serial: cmnd.compose("", serial))
persons = st.builds(cccd.compose, st.just("001"), st.just("2"), st.integers(1900, 2099), st.integers(900_000, 999_999))


@given(st.one_of(st.text(max_size=20), st.text("0123456789OoIl|.-' E", max_size=16)))
def test_anything_is_recognised_and_remarks_have_words(text: str) -> None:
    got = recognise(text)
    assert set(got.remarks) <= set(FIELD_REASONS)
    assert (got.number == "") == (got.kind in {IdKind.PLACEHOLDER, IdKind.UNKNOWN})
    if got.number and got.kind is not IdKind.MST:
        assert len(got.number) in {9, 12}


@given(numbers)
def test_a_padded_cmnd_is_the_cmnd(number: str) -> None:
    if recognise(number).kind is IdKind.PLACEHOLDER:  # 987654321
        return
    assert recognise(number) == (IdKind.CMND, number, ())
    assert recognise("000" + number) == (IdKind.PADDED_CMND, number, ("number.padded",))


@given(persons)
def test_a_lost_zero_comes_back(number: str) -> None:
    assert recognise(number) == (IdKind.CCCD, number, ())
    assert recognise(number[1:]) == (IdKind.LOST_ZERO, number, ("number.lost_zero",))


PLACEHOLDERS = """0 000000000 000000001 000000012 111111111 123456789 012345678 987654321 000000000000 000000000001
000123456789 999999999999 012345678901 0123456789 00000000 12345678"""


@pytest.mark.parametrize("text", PLACEHOLDERS.split())
def test_placeholders(text: str) -> None:
    assert recognise(text) == (IdKind.PLACEHOLDER, "", ("number.placeholder",))


@pytest.mark.parametrize(
    ("text", "kind", "number", "remarks"),
    [
        ("", IdKind.UNKNOWN, "", ()),
        (" - ", IdKind.UNKNOWN, "", ()),
        ("không có", IdKind.UNKNOWN, "", ("number.unreadable",)),
        ("912 345 678", IdKind.CMND, "912345678", ()),
        ("'912345678", IdKind.CMND, "912345678", ()),
        ("912345678.0", IdKind.CMND, "912345678", ("number.spreadsheet",)),
        ("1171900123456", IdKind.UNKNOWN, "", ("number.unreadable",)),
        ("9.12345678E+8", IdKind.UNKNOWN, "", ("number.rounded",)),
        ("1,17E+11", IdKind.UNKNOWN, "", ("number.rounded",)),
        ("9I2345678", IdKind.CMND, "912345678", ("number.scanned",)),
        ("OO1171900123", IdKind.CCCD, "001171900123", ("number.scanned",)),
        ("OOOOlIIII", IdKind.UNKNOWN, "", ("number.unreadable",)),
        ("1171900123", IdKind.UNKNOWN, "", ("number.unreadable",)),
        ("9100000031", IdKind.MST, "9100000031", ()),
        ("9100000031-001", IdKind.MST, "9100000031-001", ()),
        ("9100000031001", IdKind.MST, "9100000031-001", ()),
        ("07719001234", IdKind.UNKNOWN, "", ("number.unreadable",)),
        ("01171900123.0", IdKind.LOST_ZERO, "001171900123", ("number.spreadsheet", "number.lost_zero")),
    ],
)
def test_what_files_hold(text: str, kind: IdKind, number: str, remarks: tuple[str, ...]) -> None:
    assert recognise(text) == (kind, number, remarks)


def test_eleven_digits_lost_the_zero_of_a_province_only() -> None:
    assert recognise("79171900123").kind is IdKind.LOST_ZERO  # 079
    assert recognise("97171900123").kind is IdKind.UNKNOWN  # 097 is no province


def test_a_composed_tax_code_is_recognised() -> None:
    code = mst.compose("912345678")
    assert recognise(code) == (IdKind.MST, code, ())
