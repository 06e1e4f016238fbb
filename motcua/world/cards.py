"""Numbers in columns: personal numbers, CMND and tax codes from the reserved blocks, each handed out once.

A serial is ``first + (rank * step + offset) mod size`` within its cohort: ``step`` shares no factor with ``size``, so
no serial comes twice, neighbours do not look alike, and nothing has to be remembered. Sizes are those of ``blocks``.
"""

import numpy as np

from motcua.vnid import cmnd, mst
from motcua.vnid.synthetic import FIRST_SERIAL
from motcua.world.blocks import CMND_SIZE, PERSONAL_SIZE, TAX_FIRST, TAX_SIZE
from motcua.world.chance import Ints, Longs

PERSONAL_STEP, CMND_STEP, TAX_STEP = 60_607, 617_003, 55_621_003
SPAN = 150
"""Years of birth that one world can span."""


def _ranks(group: Longs, largest: int) -> Longs:
    """The how-manieth of its group each row is, from 0; groups are numbered below 65,536, so that radix sort will do.

    Raises:
        ValueError: a group has more than ``largest`` members.
    """
    if group.max(initial=0) >= 1 << 16:
        raise ValueError("more cohorts than a radix sort takes")
    rows = np.argsort(group.astype(np.uint16), kind="stable")
    sizes = np.bincount(group)
    if sizes.max(initial=0) > largest:
        raise ValueError(f"{sizes.max()} numbers of one cohort: the reserved block has {largest}")
    ranks = np.empty(len(group), dtype=np.int64)
    ranks[rows] = np.arange(len(group)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return ranks


def years(days: Ints) -> Ints:
    """The calendar year of each day."""
    return (days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970).astype(np.int32)


def personal(place: Ints, sex: Ints, year: Ints, offset: int) -> Longs:
    """Twelve-digit numbers: place of registration, century and sex, year, serial.

    ``place`` is the three-digit code as a number, ``sex`` 1 or 2, ``offset`` any number that depends on the seed.

    Raises:
        ValueError: more than 99,000 people share place, sex and year; such a world is too large for the block.
    """
    head = (place.astype(np.int64) * 10 + (year // 100 - 19) * 2 + (sex - 1)) * 100 + year % 100
    known = np.flatnonzero(np.bincount(place))
    number = np.zeros(int(known.max(initial=0)) + 1, dtype=np.int64)
    number[known] = np.arange(len(known))
    ranks = _ranks((number[place] * 2 + sex - 1) * SPAN + year - year.min(), PERSONAL_SIZE)
    serial = FIRST_SERIAL + (ranks * PERSONAL_STEP + head * 7_919 + offset) % PERSONAL_SIZE
    numbers: Longs = head * 1_000_000 + serial
    return numbers


def old_cards(issuer: Ints, codes: tuple[str, ...], offset: int) -> Longs:
    """Nine-digit numbers by issuing province (index into ``codes``, the 63-province list)."""
    prefixes = np.array([int(cmnd.prefix_of(code)) for code in codes], dtype=np.int64)[issuer]
    ranks = _ranks(prefixes, CMND_SIZE * (1 + cmnd.LAST_SPARE - cmnd.FIRST_SPARE))
    serial = (ranks * CMND_STEP + prefixes * 7_919 + offset) % CMND_SIZE
    full = np.flatnonzero(ranks >= CMND_SIZE)
    if len(full):  # a prefix is used up: the spare ones 39-99 take the rest
        spill = np.arange(len(full), dtype=np.int64)
        prefixes[full], serial[full] = cmnd.FIRST_SPARE + spill // CMND_SIZE, spill % CMND_SIZE
        if prefixes[full].max() > cmnd.LAST_SPARE:
            raise ValueError("more CMND than the reserved block holds")
    return (900 + prefixes) * 1_000_000 + serial


def tax_codes(count: int, offset: int) -> Longs:
    """So many ten-digit tax codes with their check digit; serials that the scheme leaves out are left out."""
    drawn = count + count // 8 + 64
    if drawn > TAX_SIZE:
        raise ValueError(
            f"{count} tax codes: the reserved block has {TAX_SIZE} serials, of which one in eleven is void"
        )
    body = TAX_FIRST + (np.arange(drawn, dtype=np.int64) * TAX_STEP + offset) % TAX_SIZE
    total = np.zeros(drawn, dtype=np.int64)
    rest = body.copy()
    for weight in reversed(mst.WEIGHTS):
        rest, digit = np.divmod(rest, 10)
        total += weight * digit
    check = 10 - total % 11
    issued = check < 10
    return (body * 10 + check)[issued][:count]
