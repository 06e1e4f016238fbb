"""Every refusal of population_db beyond the common ones (``motcua.chassis.problems``): so far none.

What the domain calls normal is no refusal here: unknown numbers, several holders and mismatches are verdicts.
"""

from motcua.chassis.problems import Refusal

ALL: tuple[type[Refusal], ...] = ()
