import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.vnid import errors, synthetic
from motcua.vnid.errors import NumberError, WrongComponent, WrongLength
from motcua.vnid.synthetic import is_synthetic


@given(st.text(max_size=16))
def test_any_text_has_an_answer(text: str) -> None:
    if is_synthetic(text):
        assert len(text) in {9, 10, 12, 14}


@pytest.mark.parametrize(
    ("number", "answer"),
    [
        ("001171899999", False),
        ("001171900000", True),
        ("000899999999", False),  # a padded CMND: its own first digit counts
        ("000900000000", True),
        ("899999999", False),
        ("900000000", True),
        ("8999999999", False),
        ("9000000000", True),
        ("8999999999-001", False),
        ("9000000000-001", True),
        ("9000000000-01", False),
        ("000000001", False),
        ("９00000000", False),
        ("", False),
    ],
)
def test_the_edges_of_the_blocks(number: str, answer: bool) -> None:
    assert is_synthetic(number) is answer


@given(st.integers(0, 9_999))
def test_telephones_of_the_block(index: int) -> None:
    assert synthetic.is_synthetic_phone(synthetic.phone(index))


def test_the_block_of_telephones_ends() -> None:
    with pytest.raises(WrongComponent):
        synthetic.phone(10_000)
    assert not synthetic.is_synthetic_phone("0900010000")


def test_every_kind_of_error_survives_a_process_boundary() -> None:
    for kind in NumberError.__subclasses__():
        again = pickle.loads(pickle.dumps(kind("a.b", "sai", "wrong")))  # noqa: S301 - our own bytes
        assert (type(again), again.code, again.vi, str(again)) == (kind, "a.b", "sai", "wrong")
    assert issubclass(WrongLength, ValueError)
    assert errors.Remark("a.b", "sai", "wrong").code == "a.b"
