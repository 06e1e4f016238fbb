"""Addresses of households: a door, a road, a commune, in the names of either list of units."""

from dataclasses import dataclass

import numpy as np

from motcua.world.chance import Chance, Ints
from motcua.world.columns import Coded, Column, Joined
from motcua.world.places import DOORS, LANES, LINES, ROADS, Gazetteer

PLACES_OF_HAMLETS = ((0, 28), (0, 14), (28, 42))
"""Which of ``HAMLETS`` are said north, centre and south: Thôn and Xóm, Thôn, Ấp [knowledge]."""
NO_DOOR = 0.7
"""Share of country houses without a number [assumed]."""


@dataclass(frozen=True, slots=True)
class Dwellings:
    """Addresses in columns: index into ``LINES``, and the ward in the old list."""

    line: Ints
    ward: Ints
    gazetteer: Gazetteer

    def address(self, rows: Ints, *, new: bool) -> Column:
        """The whole line for these rows, with the names of one vintage."""
        ward, known = self.ward[rows], self.gazetteer
        place = Coded(known.became[ward], known.new_labels) if new else Coded(ward, known.labels)
        return Joined((Coded(self.line[rows], LINES), place))

    def wards(self, rows: Ints, *, new: bool) -> Column:
        """Codes of the wards."""
        ward, known = self.ward[rows], self.gazetteer
        return Coded(known.became[ward], known.new_ward_codes) if new else Coded(ward, known.ward_codes)

    def provinces(self, rows: Ints, *, new: bool, names: tuple[str, ...] = ()) -> Column:
        """Codes of the provinces, or what ``names`` says for each."""
        ward, known = self.ward[rows], self.gazetteer
        if new:
            return Coded(known.new_province_of[known.became[ward]], names or known.new_codes)
        return Coded(known.province_of[ward], names or known.codes)


def build(chance: Chance, concern: str, ward: Ints, gazetteer: Gazetteer) -> Dwellings:
    """Doors and roads for these wards: streets in towns, hamlets in the country."""
    count = len(ward)
    urban = gazetteer.urban[ward] == 1
    span = np.array(PLACES_OF_HAMLETS, dtype=np.int32)[gazetteer.region[gazetteer.province_of[ward]]]
    hamlet = len(LANES) + span[:, 0] + chance(f"hamlet {concern}").below(span[:, 1] - span[:, 0], count)
    road = np.where(urban, chance(f"street {concern}").below(len(LANES), count), hamlet)
    door = 1 + chance(f"door {concern}").below(len(DOORS) - 1, count)
    no_door = ~urban & chance(f"no door {concern}").happens(NO_DOOR, count)
    return Dwellings((np.where(no_door, 0, door) * len(ROADS) + road).astype(np.int32), ward, gazetteer)
