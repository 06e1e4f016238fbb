"""What must hold for every name: the properties of cleaning, folding, keys and comparison."""

import string
from collections.abc import Callable
from unicodedata import normalize

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from motcua.vnid import names
from motcua.vnid.names import NAME_REASONS, NameMatch, compare, keys, reasons, spoil


def _words(text: str) -> list[str]:
    return text.split()


SURNAMES = _words(
    """
    Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Trương Mai Cao Tạ Lâm
    Hà Chu Thái Quách Kiều Ông Lương Vương Phùng Tô Giáp Nghiêm Khuất
    """
)
MIDDLES = _words(
    """
    Ngọc Minh Thanh Thuý Bảo Quốc Hữu Đức Xuân Kim Phương Tuyết Nhật Uyên Gia Khánh Diệu Nguyên Hoài
    """
)
GIVEN = _words(
    """
    Anh Vân Ngọc Nhi Hân Thư Linh Như Ngân Trang Thảo Tuấn Hoàng Huy Hiếu Hùng Hưng Dũng Quý Mỹ Thy Hoà Thúy
    Nguyên Trân Yến Tuyết Phúc Đạt Khuê Quỳnh Giang Gìn Hoạch Nghĩa Thuận Uyên Ý Vy Oanh Đệ Bích Quyết Khoát
    Lượng Rượu Xoa
    """
)
ETHNIC = [
    "Y Ngôn Niê",
    "H'Nhăn Ksor",
    "K'Brêu",
    "Rơ Châm H'Yưm",
    "Siu Hlách",
    "Kpă Klơng",
    "Hồ Thị Kan Xơn",
    "Ayŭn Y Ƀham",
    "Lò Văn Ướt",
    "Thị Pơi",
    "Thạch Sô Phia",
    "Cil Mup Ha Kar",
    "Bríu Pố",
    "Vàng A Sùng",
    "Sùng Thị Dợ",
    "A Viết",
    "Điểu K'Rứ",
    "Danh Út",
    "Mlô Duôn Du",
    "Byă Êban",
]


def full_name(*parts: str) -> str:
    return " ".join(part for part in parts if part)


kinh = st.builds(
    full_name,
    st.sampled_from(SURNAMES),
    st.sampled_from(["", "Thị", "Văn"]),
    st.sampled_from(["", *MIDDLES]),
    st.sampled_from(GIVEN),
)
correct = kinh | st.sampled_from(ETHNIC)
messy = st.text(alphabet=string.ascii_letters + "àảãáạăâđêôơưỳÐðµ¨«øñ '’.-\u00a0\u00ad\u0301\u0303H16s", max_size=25)
anything = correct | messy | st.text(max_size=20)


@given(anything)
@example("İ")
@example("ẞ\u0323")
@example("\u00ad' `")
def test_cleaning_and_folding_again_changes_nothing(text: str) -> None:
    assert names.clean(names.clean(text)) == names.clean(text)
    assert names.npdb(names.npdb(text)) == names.npdb(text)
    assert names.fold(names.fold(text)) == names.fold(text)


@given(correct)
def test_folding_a_vietnamese_name_leaves_ascii(name: str) -> None:
    assert names.fold(name).isascii()
    assert names.fold(name) == names.fold(normalize("NFD", name)) == names.fold(names.npdb(name))


@given(anything)
def test_a_name_is_the_same_as_itself(text: str) -> None:
    assume(names.clean(text))
    assert compare(text, text).kind is NameMatch.SAME
    assert compare(text, names.npdb(text)).kind is NameMatch.SAME


@settings(max_examples=200)
@given(anything, anything)
def test_the_order_of_the_two_does_not_matter(a: str, b: str) -> None:
    assert compare(a, b) == compare(b, a)
    assert compare(keys(a), keys(b)).kind == compare(a, b).kind
    assert set(compare(a, b).reasons) <= set(NAME_REASONS)


@given(kinh)
def test_what_only_the_encoding_changed_is_the_same(name: str) -> None:
    for spoilt in (
        spoil.decompose(name),
        spoil.d_as_eth(name),
        name.upper(),
        name.lower(),
        f" {name}\u00a0".replace(" ", "  "),
    ):
        assert compare(spoilt, name).kind is NameMatch.SAME


@given(correct)
def test_a_name_without_marks_is_unaccented(name: str) -> None:
    spoilt = spoil.drop_accents(name)
    assume(spoilt != name)
    assert compare(spoilt, name) == names.Comparison(NameMatch.UNACCENTED, ("diacritics.missing",))


FORGIVEN = [
    (spoil.old_tone_placement, "tone_placement"),
    (spoil.new_tone_placement, "tone_placement"),
    (spoil.swap_y_i, "y_i"),
    (spoil.hoi_nga, "hoi_nga"),
    (spoil.regional_pair, "regional_pair"),
    (spoil.drop_middle, "middle_dropped"),
    (spoil.western_order, "order"),
    (spoil.to_mojibake, "encoding.utf8"),
    (spoil.to_vni_typing, "vni_typing"),
]


@pytest.mark.parametrize(("error", "reason"), FORGIVEN, ids=lambda value: getattr(value, "__name__", value))
@given(name=kinh)
def test_one_error_of_writing_is_never_another_name(error: Callable[[str], str], reason: str, name: str) -> None:
    spoilt = error(name)
    got = compare(spoilt, name)
    assert got.kind in {NameMatch.SAME, NameMatch.VARIANT, NameMatch.UNACCENTED}, spoilt
    if got.kind is NameMatch.VARIANT:
        assert got.reasons == (reason,)


@given(
    st.sampled_from(["Nguyễn", "Trần", "Võ", "Đặng"]), st.sampled_from(["Thị", "Văn", *MIDDLES]), st.sampled_from(GIVEN)
)
def test_debris_behind_a_clear_family_name_is_forgiven(surname: str, middle: str, given_name: str) -> None:
    name = full_name(surname, middle, given_name)
    assert compare(spoil.to_telex(name), name) == names.Comparison(NameMatch.VARIANT, ("telex",))
    assert compare(spoil.to_tcvn3(name), name) == names.Comparison(NameMatch.VARIANT, ("encoding.tcvn3",))
    assert compare(spoil.to_vni(name), name) == names.Comparison(NameMatch.VARIANT, ("encoding.vni",))


@given(kinh)
def test_initials_are_seen(name: str) -> None:
    assume(" " in name)
    assert compare(spoil.initials(name), name).kind is NameMatch.INITIALS


@given(kinh, st.sampled_from(GIVEN))
def test_another_given_name_is_another_name(name: str, other: str) -> None:
    *front, last = name.split(" ")
    assume(names.keys(f"Lê {last}").loose != names.keys(f"Lê {other}").loose)
    assert compare(name, " ".join([*front, other])).kind is NameMatch.OTHER


def test_every_reason_has_a_sentence_in_both_languages() -> None:
    assert all(vi and en and vi != en for vi, en in NAME_REASONS.values())
    assert reasons.in_order(set(NAME_REASONS)) == tuple(NAME_REASONS)


def test_nothing_has_empty_keys() -> None:
    assert keys("") == keys(" \u00a0\u200b") == names.Keys("", "", "", "", "", marked=False, abbreviated=False)
    assert compare(".", "-").kind is NameMatch.OTHER
    assert compare("李明", "王明").kind is NameMatch.OTHER
