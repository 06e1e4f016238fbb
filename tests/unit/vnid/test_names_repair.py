"""Repair undoes debris and leaves every right name alone, Vietnamese or not."""

import importlib
import itertools
import pkgutil
import re
from collections.abc import Callable

import pytest
from faker.providers import person
from hypothesis import given
from hypothesis import strategies as st

from motcua.vnid.names import keys, npdb, repair, spoil
from motcua.vnid.names.syllable import (
    ALL_SYLLABLES,
    TONED,
    VOWELS,
    is_plausible,
    is_valid,
    is_well_written,
    place_tone,
    split_tone,
)

RIGHT = """Nguyễn Thị Hoa|NGUYỄN VĂN A|Trần Đức|Hoàng|Phan Sôn|Y Ngôn Niê|H'Nhăn Ksor|K'Brêu|Rơ Châm Yưm|Siu Hlách
Kpă Klơng|Ayŭn Y Ƀham|Thạch Sô Phia|Cil Mup Ha Kar|Bríu Pố|Mlô Duôn Du|Byă Êban|Ênuôl|Hđơk|Rcom H'Bens
Vàng A Sùng|Danh Út|Bessie Wolff|Anna|Moon|Lee|Lee Min Ho|Moon Lee|Kim Soon Hee|Aaron Beer|Hans|Max|Max Nguyen
Luis|Lars|Dawn Nguyen|Loïc|Loïc Nguyen|Zoë|José|Núñez|João Simão|Peña|Mª Carmen|Raúl|Maïté|Saúl|Heß|Müller
Øystein|Guðrún|Łukasz|Raj Kumar|Ana Laura|Van der Laan|Le Thi Hoa|NGUYEN VAN ANH|N.T. Hoa|Nguyễn-Thị-Hoa|李明
Иванов|Hùynh Tóan|Truơng Hoà|Nguyễn Văn Hoa 2""".replace("\n", "|").split("|")

SYLLABLES = re.findall(
    r"\w+",
    """nguyên hoa thuy quôc dương đưc phươc gia gi quy yên uyên khuê oanh ia ươn nghiêm ghi kêu xuân
loan huynh tuyêt biêu cươi thuơ rươu hoai ngoan bich""",
)
WORDS = [
    word for syllable, tone in itertools.product(SYLLABLES, range(6)) if is_valid(word := place_tone(syllable, tone))
]


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_name_stays(name: str) -> None:
    for text in (name, name.upper(), npdb(name)):
        assert repair(text).text == text
        assert repair(text).found == ()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
def test_syllables_are_never_repaired(words: list[str]) -> None:
    for text in (
        " ".join(words),
        " ".join(words).title(),
        " ".join(words).upper(),
        spoil.drop_accents(" ".join(words)),
    ):
        assert repair(text).text == text


@pytest.mark.parametrize("front", ["", "Trần ", "Lan "])
def test_no_syllable_of_the_whole_table_is_repaired(front: str) -> None:
    for syllable, tone in itertools.product(ALL_SYLLABLES, range(6)):
        for word in {place_tone(syllable, tone), place_tone(syllable, tone, modern=True)}:
            if is_valid(word) and word not in {"thò", "vò"}:  # Thị in VNI and Vũ in TCVN3, and nobody's name
                sloppy = "".join(letter.upper() if letter.isascii() else letter for letter in word)
                for text in (word, word.capitalize(), word.upper(), sloppy):
                    assert repair(front + text).text == front + text


@pytest.mark.parametrize("unit", ["a", "Ã", "aw", "n64", "ee", "N. ", "H'", "Ç ", "\u0303"])
def test_a_very_long_text_is_no_name_and_costs_no_time(unit: str) -> None:
    text = unit * 20_000
    assert repair(text).text == text
    assert keys(text).exact == npdb(text)


LISTS = (dict, list, tuple, set)
# Out of the names of all other languages that Faker knows: each is a Vietnamese syllable in Telex, letter for letter.
KNOWN_VICTIMS = {"Aaus", "Naajy", "Van Hoof"}


def test_names_of_other_languages_stay() -> None:
    foreign: set[str] = set()
    for module in pkgutil.iter_modules(person.__path__):
        if module.name != "vi_VN":
            provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
            lists = [
                getattr(provider, field) for field in dir(provider) if field.startswith(("first_name", "last_name"))
            ]
            foreign |= {name for names in lists if isinstance(names, LISTS) for name in names if isinstance(name, str)}
    assert len(foreign) > 10_000
    some = [*sorted(foreign)[::5], *KNOWN_VICTIMS]
    assert {name for name in some if repair(name).text != name} == KNOWN_VICTIMS
    assert {name for name in some if repair(name.upper()).text != name.upper()} == KNOWN_VICTIMS


@pytest.mark.parametrize(
    ("error", "found"),
    [(spoil.to_tcvn3, "encoding.tcvn3"), (spoil.to_vni, "encoding.vni"), (spoil.to_mojibake, "encoding.utf8"),
     (spoil.to_vni_typing, "vni_typing"), (spoil.to_telex, "telex")],
    ids=lambda value: getattr(value, "__name__", value),
)  # fmt: skip
@given(words=st.lists(st.sampled_from(WORDS), min_size=0, max_size=3))
def test_debris_of_a_name_is_read_back(error: Callable[[str], str], found: str, words: list[str]) -> None:
    name = " ".join(["nguyễn", *words])
    for text in (name, name.title()):
        mended = repair(error(text))
        assert mended.found == (found,)
        assert keys(mended.text).loose == keys(text).loose
        assert repair(mended.text).text == mended.text


def test_capitals_set_in_a_capital_font_are_read_back() -> None:
    assert repair("NGUYÔN V¡N HïNG").text == "NGUYỄN VĂN HÙNG"
    assert repair(spoil.to_vni("NGUYỄN VĂN HÙNG")).text == "NGUYỄN VĂN HÙNG"
    assert repair("NGUYEENX VAWN HUNGF").text == "NGUYỄN VĂN HÙNG"


def test_every_vietnamese_letter_survives_both_fonts() -> None:
    for letter in [*TONED, *VOWELS, "đ"]:
        assert spoil.to_tcvn3(letter).isascii() == letter.isascii()
        assert max(spoil.to_tcvn3(letter) + spoil.to_vni(letter)) <= "\u00ff"
    for word in WORDS:
        assert repair("Trần " + word).found == ()


@pytest.mark.parametrize("keystrokes", ["Nguyeenx", "Nguyeexn", "Nguye64n", "Nguyeen64", "Nguyen64", "Nguyênx"])
def test_the_ways_to_type_a_family_name(keystrokes: str) -> None:
    assert repair(f"{keystrokes} Hoa").text == "Nguyễn Hoa"


@pytest.mark.parametrize("word", WORDS)
def test_a_syllable_is_known_with_and_without_its_marks(word: str) -> None:
    assert is_well_written(word)
    assert is_plausible(spoil.drop_accents(word))
    toneless, tone = split_tone(word)
    assert word in {place_tone(toneless, tone), place_tone(toneless, tone, modern=True)}


@pytest.mark.parametrize(
    "word", ["wolff", "ksor", "nguyeenx", "coong", "cê", "ka", "gê", "phuc", "hocn", "q", "", "áà"]
)
def test_what_is_no_syllable(word: str) -> None:
    assert not is_valid(word)
