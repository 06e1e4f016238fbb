"""Chance, as an argument: one stream of random bits per concern, and integer tables instead of distributions.

NumPy promises that a seed gives the same *bits* for ever, but not the same draws from its distributions (NEP 19). So
only raw bits are taken from it here, and every distribution is a table of integers that the bits look up. A concern is
named; its stream depends on the seed and on its own name alone, so that adding a concern shifts no other.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint16]

FINE = 14
"""Bits with which a distribution is resolved: shares are multiples of 1/16,384."""


def ladder(weights: Sequence[float], bits: int = FINE) -> Codes:
    """The inverse of a distribution: as many slots for each value as its share demands, 2**bits in all.

    Largest remainders; whole numbers, so that no machine rounds differently. A positive weight keeps one slot or more
    only if its share is large enough.
    """
    size = 1 << bits
    parts = [round(weight * 1_000_000) for weight in weights]
    total = sum(parts)
    slots = [part * size // total for part in parts]
    by_rest = sorted(range(len(parts)), key=lambda value: (-(parts[value] * size % total), value))
    for value in by_rest[: size - sum(slots)]:
        slots[value] += 1
    return np.repeat(np.arange(len(parts), dtype=np.uint16), slots)


def ladders(groups: Sequence[Sequence[float]], bits: int = FINE) -> Codes:
    """One ladder per group, end to end, for ``Stream.pick`` with group codes."""
    return np.concatenate([ladder(weights, bits) for weights in groups])


class Stream:
    """The random bits of one concern."""

    def __init__(self, seed: int, concern: str) -> None:
        digest = blake2b(concern.encode(), digest_size=16).digest()
        key = tuple(int.from_bytes(digest[at : at + 4], "little") for at in range(0, 16, 4))
        self._bits = np.random.PCG64(np.random.SeedSequence(entropy=seed, spawn_key=key))

    def u16(self, count: int) -> npt.NDArray[np.uint16]:
        """Uniform 16-bit numbers."""
        return self._words(count, 4).view("<u2")[:count]

    def u32(self, count: int) -> npt.NDArray[np.uint32]:
        """Uniform 32-bit numbers."""
        return self._words(count, 2).view("<u4")[:count]

    def _words(self, count: int, per_word: int) -> npt.NDArray[Any]:
        return np.asarray(self._bits.random_raw(-(-count // per_word)), dtype="<u8")

    def below(self, bound: int | npt.NDArray[np.generic], count: int) -> Ints:
        """Whole numbers from 0 to below a bound (one for all, or one each; bounds under 2**31)."""
        top = np.uint64(bound) if isinstance(bound, int) else bound.astype(np.uint64)
        return ((self.u32(count).astype(np.uint64) * top) >> np.uint64(32)).astype(np.int32)

    def happens(self, share: float, count: int) -> Flags:
        """True with this probability (resolved to 2**-32)."""
        return self.u32(count) < np.uint32(min(round(share * 2**32), 2**32 - 1))

    def pick(self, ladder_: Codes, count: int, groups: Ints | None = None, bits: int = FINE) -> Codes:
        """Values drawn from one ladder, or each from the ladder of its group."""
        slots = self.u16(count) >> np.uint16(16 - bits)
        return ladder_[slots] if groups is None else ladder_[(groups << bits) + slots]

    def order(self, count: int) -> Longs:
        """A shuffled 0..count-1 (radix sort of 16-bit keys; the few equal keys stay in order)."""
        return np.argsort(self.u16(count), kind="stable")


class Chance:
    """All streams of one world, by the name of the concern."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def __call__(self, concern: str) -> Stream:
        """A fresh stream: asking twice for one concern gives the same bits twice."""
        return Stream(self.seed, concern)
