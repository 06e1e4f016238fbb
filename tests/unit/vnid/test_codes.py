from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.vnid import agency, dossier
from motcua.vnid.errors import NumberError

tops = st.builds(lambda letter, n: f"{letter}{n:02}", st.sampled_from("GHAK"), st.integers(1, 99))
levels = st.lists(st.integers(1, 99), max_size=3)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(tops, levels)
def test_an_agency_code_is_its_parts(top: str, below: list[int]) -> None:
    code = agency.compose(top, *below)
    assert agency.parse(code.lower()) == code
    assert agency.parts(code)[0::2] == (top, tuple(below))
    assert agency.modern(code) == code


@given(tops, levels)
def test_the_older_form_says_the_same(top: str, below: list[int]) -> None:
    first, second, third = (*below, 0, 0, 0)[:3]
    old = f"{third:03}.{second:02}.{first:02}.{top}"
    assert agency.parse(old) == old
    assert agency.modern(old) == agency.compose(top, *below)


@pytest.mark.parametrize("text", ["", "H", "H2", "26.H", "H26.", "H26.1.2.3.4", "H26-1", "00.00.04.G14", "Đ26"])
def test_other_forms_are_no_agency(text: str) -> None:
    with pytest.raises(NumberError) as caught:
        agency.parse(text)
    assert caught.value.code == "agency.wrong-format"


def test_the_letter_tells_province_from_ministry() -> None:
    assert [agency.parts(code).kind for code in ("H56", "G09.20", "A01")] == ["province", "ministry", "other"]


@given(tops, levels, days, st.integers(1, 9_999_999))
def test_a_dossier_number_is_its_parts(top: str, below: list[int], day: date, sequence: int) -> None:
    code = dossier.compose(agency.compose(top, *below), day, sequence)
    assert dossier.parse(f" {code.lower()} ") == code
    assert dossier.parts(code) == (agency.compose(top, *below), day, sequence)


def test_the_long_form_of_2026_is_read() -> None:
    assert dossier.parts("G09.20-20260609-0092637") == ("G09.20", date(2026, 6, 9), 92637)
    assert dossier.parts("000.00.04.G14-210201-0001").agency == "000.00.04.G14"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "dossier.wrong-format"),
        ("H26.12.3", "dossier.wrong-format"),
        ("H26.12.3-210201-001", "dossier.wrong-format"),
        ("H26.12.3-19210201-0001", "dossier.wrong-format"),
        ("H26.12.3-210230-0001", "dossier.wrong-day"),
        ("H26.12.3-210201-0000", "dossier.wrong-sequence"),
        ("26-210201-0001", "agency.wrong-format"),
    ],
)
def test_other_forms_are_no_dossier(text: str, code: str) -> None:
    with pytest.raises(NumberError) as caught:
        dossier.parse(text)
    assert caught.value.code == code
