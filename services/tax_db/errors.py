"""Every refusal of tax_db beyond the common ones (``motcua.chassis.problems``): so far none.

What the domain calls normal is no refusal here: an unknown code, several codes, a record that differs, a dead person.
"""

from motcua.chassis.problems import Refusal

ALL: tuple[type[Refusal], ...] = ()
