"""Every refusal of eid_auth beyond the common ones (``motcua.chassis.problems``): so far none.

Nobody's account and a locked account are no refusals here: both are answers.
"""

from motcua.chassis.problems import Refusal

ALL: tuple[type[Refusal], ...] = ()
