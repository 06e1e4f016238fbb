"""A world half drawn: what everybody who draws the next part needs."""

from dataclasses import dataclass

from motcua.world.chance import Chance
from motcua.world.lives import Lives
from motcua.world.naming import Names
from motcua.world.papers import Papers
from motcua.world.people import People
from motcua.world.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Draft:
    """The people and what became of them; ``new`` says that addresses stand in the 34-province list."""

    chance: Chance
    gazetteer: Gazetteer
    people: People
    lives: Lives
    names: Names
    papers: Papers
    new: bool
