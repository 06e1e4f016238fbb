"""What tax offices made of names, dates and numbers: codes and patches over the clean columns.

Whole classes of name errors work word by word, so each is applied once to every word of the tables (some thousand
calls) and a row merely picks the spoilt table. Only what concerns the whole name (order, initials, the thirtieth
character) and single digits is done row by row, for the fraction of a per cent that it happens to.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from motcua.vnid.names import spoil
from motcua.world.chance import Chance, Flags, Ints, Longs
from motcua.world.columns import Coded, Column, Days, Joined, Patched
from motcua.world.dirt import CLASSES, TABLE, rate
from motcua.world.naming import FAMILY, GIVEN, MIDDLE, Names
from motcua.world.population import FIRST_YEAR, LAST_YEAR, PARTIAL
from motcua.world.words import joined, spaced

TITLE, UPPER = 0, 1
BY_WORD: dict[str, Callable[[str], str]] = {
    "NAME_VARIANT.nfd": spoil.decompose,
    "NAME_VARIANT.eth": spoil.d_as_eth,
    "NAME_VARIANT.tone": spoil.new_tone_placement,
    "NAME_VARIANT.hoi_nga": spoil.hoi_nga,
    "NAME_VARIANT.y_i": spoil.swap_y_i,
    "NAME_VARIANT.case": str.lower,
    "NAME_VARIANT.spaces": lambda word: word,
    "NAME_VARIANT.telex": spoil.to_telex,
    "NAME_VARIANT.vni_digits": spoil.to_vni_typing,
    "NAME_VARIANT.tcvn3": spoil.to_tcvn3,
    "NAME_VARIANT.vni": spoil.to_vni,
    "NAME_VARIANT.unaccented": spoil.drop_accents,
}
WHOLE: dict[str, Callable[[str], str]] = {
    "NAME_VARIANT.order": spoil.western_order,
    "NAME_VARIANT.cut": lambda name: name[:30],
    "NAME_VARIANT.initials": spoil.initials,
}
PAIRS = (("Hoàng", "Huỳnh"), ("Vũ", "Võ"))
FIELD = 30
"""Characters that some systems keep of a name [seen: facts.md 9.4]."""
PLACEHOLDERS = ("000000001", "000000000", "123456789", "999999999", "111111111")


@dataclass(slots=True)
class Marks:
    """The answer key in the making: one bit per class and record; and how often each class could and did happen."""

    bits: np.ndarray[tuple[int], np.dtype[np.uint64]]
    tally: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, code: str, rows: np.ndarray[tuple[int], np.dtype[np.generic]]) -> None:
        """Mark these records (row numbers or flags) with a class."""
        self.bits[rows] |= np.uint64(1 << TABLE.index(CLASSES[code]))

    def choose(self, code: str, pool: Longs, eligible: Flags) -> Longs:
        """The stated share of the pool (shuffled rows), among its eligible rows; marked and counted."""
        wanted = round(len(pool) * rate(code))
        rows = pool[eligible[pool]][:wanted]
        self.add(code, rows)
        self.tally[code] = (len(rows), len(pool))
        return rows

    def has(self, code: str) -> Flags:
        """Which records are marked with a class."""
        return np.asarray(self.bits & np.uint64(1 << TABLE.index(CLASSES[code])), dtype=bool)

    def column(self) -> Column:
        """The codes of each record, separated by spaces; OK where nothing is wrong."""
        masks, codes = np.unique(self.bits, return_inverse=True)
        texts = [" ".join(each.code for at, each in enumerate(TABLE) if int(mask) >> at & 1) or "OK" for mask in masks]
        return Coded(codes.astype(np.int32), tuple(texts))


def _rest(pool: Longs, used: Longs, count: int) -> Longs:
    free = np.ones(count, dtype=bool)
    free[used] = False
    return pool[free[pool]]


def names(chance: Chance, marks: Marks, table: Names, people: Ints, unlinked: Flags) -> Column:
    """Names of these people as the tax office typed them; errors only in records not yet linked."""
    count = len(people)
    codes = [each[people] for each in table.own]
    variant = np.where(chance("upper case in tax").happens(0.3, count), UPPER, TITLE).astype(np.int32)
    vocabulary = [each.words for each in table.tables]
    spoilt = [_variants(at, words) for at, words in enumerate(vocabulary)]
    rows = np.flatnonzero(unlinked)
    pool = rows[chance("spoilt names").order(len(rows))]
    everyone = len(pool)
    patch = np.full(count, -1, dtype=np.int32)
    texts: dict[str, int] = {}
    length = np.zeros(count, dtype=np.int32)
    for words, code in zip(vocabulary, codes, strict=True):
        length += np.array([len(spaced(word)) for word in words], dtype=np.int32)[code]
    for each in (known for known in TABLE if known.kind == "name"):
        eligible = _eligible(each.code, vocabulary, spoilt, codes, length)
        wanted = round(everyone * each.rate)
        chosen = pool[eligible[pool]][:wanted]
        marks.add(each.code, chosen)
        marks.tally[each.code] = (len(chosen), everyone)
        pool = _rest(pool, chosen, count)
        if each.code in BY_WORD:
            variant[chosen] = 2 + list(BY_WORD).index(each.code)
        elif each.code in WHOLE:
            for row in chosen.tolist():
                clean = joined(*(words[code[row]] for words, code in zip(vocabulary, codes, strict=True)))
                patch[row] = texts.setdefault(WHOLE[each.code](clean), len(texts))
        else:
            _recode(each.code, vocabulary, codes, chosen)
    forms = tuple(
        Coded(code + variant * len(words), form) for code, words, form in zip(codes, vocabulary, spoilt, strict=True)
    )
    return Patched(Joined(forms), patch, tuple(texts))


def _variants(place: int, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of one place as typed properly, in capitals, and in each class of errors; spaces included."""
    last = place == GIVEN
    typed = [[word if last else spaced(word) for word in words]]
    typed.append([text.upper() for text in typed[0]])
    for code, change in BY_WORD.items():
        changed = [change(word) if word and _touches(code, place, word) else word for word in words]
        gap = ("  " if place == FAMILY else "\u00a0") if code.endswith(".spaces") else " "
        typed.append([text if last else spaced(text).replace(" ", gap) for text in changed])
    return tuple(text for form in typed for text in form)


def _touches(code: str, place: int, word: str) -> bool:
    return not code.endswith(".y_i") or (place in {FAMILY, GIVEN} and " " not in word)  # a middle Thị keeps its letter


def _eligible(
    code: str, vocabulary: list[tuple[str, ...]], spoilt: list[tuple[str, ...]], codes: list[Ints], length: Ints
) -> Flags:
    """Names in which the error has a place."""
    if code in BY_WORD:
        at = 2 + list(BY_WORD).index(code)
        found = np.zeros(len(length), dtype=bool)
        for words, form, code_ in zip(vocabulary, spoilt, codes, strict=True):
            size = len(words)
            found |= np.array([form[at * size + n] != form[n] for n in range(size)])[code_]
        return found
    if code == "NAME_VARIANT.cut":
        return np.asarray(length > FIELD, dtype=bool)
    if code == "NAME_VARIANT.thi_van":
        return np.array([word in {"Thị", "Văn"} for word in vocabulary[MIDDLE]])[codes[MIDDLE]]
    if code == "NAME_VARIANT.regional":
        return np.array([any(word in pair for pair in PAIRS) for word in vocabulary[FAMILY]])[codes[FAMILY]]
    ordinary = np.array([word[-1:] != "'" and word not in {"Y", "A", "Ka"} for word in vocabulary[FAMILY]])
    return np.asarray(ordinary[codes[FAMILY]] & (codes[MIDDLE] != vocabulary[MIDDLE].index("")), dtype=bool)


def _recode(code: str, vocabulary: list[tuple[str, ...]], codes: list[Ints], rows: Longs) -> None:
    if code == "NAME_VARIANT.thi_van":
        codes[MIDDLE][rows] = vocabulary[MIDDLE].index("")
    elif code == "NAME_VARIANT.regional":
        other = np.arange(len(vocabulary[FAMILY]))
        for north, south in PAIRS:
            one, two = vocabulary[FAMILY].index(north), vocabulary[FAMILY].index(south)
            other[one], other[two] = two, one
        codes[FAMILY][rows] = other[codes[FAMILY][rows]]
    else:  # NAME_OTHER
        first, second = vocabulary[MIDDLE].index("Minh"), vocabulary[MIDDLE].index("Hồng")
        codes[MIDDLE][rows] = np.where(codes[MIDDLE][rows] == first, second, first)


def births(chance: Chance, marks: Marks, born: Ints, partial: Ints, unlinked: Flags) -> Column:
    """Dates of birth as the tax office holds them.

    ``partial``: what the population register holds, a code into ``population.PARTIAL``, years first. Such
    records have the first of January (or of the month) here, or the year alone: nobody knew the day.
    """
    count, span = len(born), LAST_YEAR - FIRST_YEAR + 1
    days = born.astype("datetime64[D]")
    years, months = days.astype("datetime64[Y]"), days.astype("datetime64[M]")
    new_year, first = years.astype("datetime64[D]").astype(np.int64), months.astype("datetime64[D]").astype(np.int64)
    month = (months.astype(np.int64) % 12).astype(np.int64)
    day_of_month = born - first
    held = born.astype(np.int64)
    year_number = years.astype(np.int64) + 1970 - 1900
    bare = (partial >= 0) & (partial < span) & chance("year alone in tax").happens(0.3, count)
    held = np.where((partial >= 0) & (partial < span), new_year, np.where(partial >= span, first, held))
    rows = np.flatnonzero(unlinked & (partial < 0))
    pool = rows[chance("spoilt dates").order(len(rows))]
    everyone = len(pool)
    swapped = (years + 0).astype("datetime64[M]") + day_of_month
    other = {
        "DOB_01_01": (new_year, born != new_year),
        "DOB_SWAPPED": (
            swapped.astype("datetime64[D]").astype(np.int64) + month,
            (day_of_month < 12) & (day_of_month != month),
        ),
        "DOB_CENTURY": (held + 36_525, day_of_month >= 0),
        "DOB_DIFF": (held + np.where(day_of_month > 14, -1, 1), day_of_month >= 0),
        "DOB_YEAR": (held + np.where(month > 5, -365, 365), (month != 1) & (day_of_month < 28) & (born != new_year)),
        "TAX_YEAR_ONLY": (held, day_of_month >= 0),
    }
    for code, (wrong, eligible) in other.items():
        chosen = pool[eligible[pool]][: round(everyone * rate(code))]
        marks.add(code, chosen)
        marks.tally[code] = (len(chosen), everyone)
        pool = _rest(pool, chosen, count)
        held[chosen] = wrong[chosen]
        if code == "TAX_YEAR_ONLY":
            bare[chosen] = True
    only = np.where(bare & unlinked, year_number, -1).astype(np.int32)
    agreed = np.where(unlinked, -1, partial).astype(
        np.int32
    )  # linked: three fields agreed, so the same text stands here
    typed = Patched(Days(held.astype(np.int32)), only, tuple(str(year) for year in range(1900, 2101)))
    return Patched(typed, agreed, PARTIAL)


def numbers(chance: Chance, marks: Marks, cmnd: Longs, cccd: Longs, unlinked: Flags) -> tuple[Ints, tuple[str, ...]]:
    """Patches over the stored identity numbers (-1 where the number is as it should be), and their texts."""
    count = len(cmnd)
    patch, texts = np.full(count, -1, dtype=np.int32), dict[str, int]()
    digits = np.maximum(cmnd, 0)[:, None] // 10 ** np.arange(6)[::-1] % 10  # the serial
    nine = (cmnd >= 0) & unlinked
    neighbours = digits[:, 2] != digits[:, 3]
    eligible: dict[str, Flags] = {
        "PAD_000": nine,
        "PLACEHOLDER": nine,
        "OCR.letter": nine & ((digits == 0) | (digits == 1)).any(axis=1),
        "OCR.digit": nine & ((digits == 5) | (digits == 6)).any(axis=1),
        "ID_TYPO": nine & neighbours,
        "LOST_ZERO": (cccd >= 10**10) & (cccd < 10**11) & unlinked,
    }
    pools = {True: np.flatnonzero(nine), False: np.flatnonzero((cccd >= 0) & unlinked)}
    pools = {key: rows[chance(f"spoilt numbers {key}").order(len(rows))] for key, rows in pools.items()}
    sizes = {key: len(pool) for key, pool in pools.items()}
    for code, could in eligible.items():
        old = code != "LOST_ZERO"
        chosen = pools[old][could[pools[old]]][: round(sizes[old] * rate(code))]
        marks.add(code, chosen)
        marks.tally[code] = (len(chosen), sizes[old])
        pools[old] = _rest(pools[old], chosen, count)
        for row in chosen.tolist():
            text = _misread(code, f"{cmnd[row]:09}" if old else f"{cccd[row]:012}", row)
            patch[row] = texts.setdefault(text, len(texts))
    return patch, tuple(texts)


def _misread(code: str, number: str, row: int) -> str:
    head, serial = number[:3], number[3:]
    if code == "PAD_000":
        return "000" + number
    if code == "PLACEHOLDER":
        return PLACEHOLDERS[row % len(PLACEHOLDERS)]
    if code == "LOST_ZERO":
        return number.lstrip("0")
    if code == "OCR.letter":
        return head + serial.replace("0", "O", 1) if "0" in serial else head + serial.replace("1", "I", 1)
    if code == "OCR.digit":
        return head + serial.replace("5", "6", 1) if "5" in serial else head + serial.replace("6", "5", 1)
    return head + serial[:2] + serial[3] + serial[2] + serial[4:]
