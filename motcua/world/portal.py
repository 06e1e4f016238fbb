"""The portal's slice: accounts it made by itself before eID. Personas only: each of them is a story of its own."""

import numpy as np

from motcua.wire.slices import PORTAL_ACCOUNTS
from motcua.world.columns import Coded, Frame


def build() -> Frame:
    """The table without a row, to which the personas' rows are added."""
    empty = np.empty(0, dtype=np.int32)
    return Frame(PORTAL_ACCOUNTS, 0, {name: Coded(empty, ()) for name in PORTAL_ACCOUNTS.columns})
