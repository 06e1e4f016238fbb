"""ID tokens that are wrong on purpose: a closed list, each with what a correct client does and the clause that says so.

The rest of an answer, from the redirect to the user info, goes wrong in ``rules.misconduct``.

>>> len(ALL) >= 25
True
"""

from collections.abc import Mapping
from typing import Any

from services.eid_auth.rules.corruptions import forms, proofs, times, whom
from services.eid_auth.rules.corruptions.forging import Corruption, Draft, Keys, Refuse

__all__ = ["ALL", "Corruption", "Keys", "Refuse", "corrupt"]

ALL: dict[str, Corruption] = {one.name: one for one in (*whom.ALL, *times.ALL, *proofs.ALL, *forms.ALL)}


def corrupt(name: str, header: Mapping[str, Any], claims: Mapping[str, Any], keys: Keys, now: int) -> str:
    """The ID token that would have had this header and these claims, with one thing wrong; KeyError for no such name.

    The header has the ``alg`` and ``kid`` of ``keys.active``; ``now`` is in seconds of the sandbox clock.
    """
    return ALL[name].forge(Draft(dict(header), dict(claims), keys, now))
