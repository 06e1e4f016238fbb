"""Answers of the protocol that are wrong on purpose: a closed list, by endpoint, applied to plain data.

One call per endpoint::

    answer = misconduct.at("token", wishes, Answer(body={...}))

``wishes`` are those in force for this request (``rules.misbehaving`` chooses them); wishes for other endpoints and for
corruptions of the ID token are passed over. ``answer.body`` is the JSON object as a dictionary, or text with its
``Content-Type`` among the headers. At ``authorize`` it is the list of pairs that goes back to the client, of which
``rules.redirects`` makes the address. ``answer.delay`` is how many seconds to wait.

Two misdeeds must be told more: ``active`` is the ``kid`` that signs at present (jwks), ``presented`` the refresh token
of the request (refresh: the token endpoint with that grant type). One is no change of an answer: where
``wants_rotation(wishes)``, the token endpoint exchanges its keys before it signs, and forgets the old ones.
"""

from collections.abc import Iterable

from services.eid_auth.rules.misconduct import back, front
from services.eid_auth.rules.misconduct.answers import SLOW, Answer, Endpoint, Known, Misdeed, Wish

__all__ = ["ALL", "SLOW", "Answer", "Endpoint", "Misdeed", "Wish", "at", "wants_rotation"]

ALL: dict[str, Misdeed] = {one.name: one for one in (*front.ALL, *back.ALL)}


def at(endpoint: Endpoint, wishes: Iterable[Wish], answer: Answer, *, active: str = "", presented: str = "") -> Answer:
    """The answer as it goes out, after every misdeed of this endpoint that is wished for."""
    for wish in wishes:
        misdeed = ALL.get(wish.name)
        if misdeed is not None and misdeed.endpoint == endpoint:
            answer = misdeed.deed(answer, Known(wish.seconds, active, presented))
    return answer


def wants_rotation(wishes: Iterable[Wish]) -> bool:
    """Whether the keys are to be exchanged without notice."""
    return any(wish.name == back.ROTATION for wish in wishes)
