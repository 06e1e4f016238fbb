"""Answers of the protocol that are wrong on purpose: a closed list, by endpoint, applied to plain data.

One call per endpoint::

    answer = misconduct.at("token", wishes, Answer(body={...}))

``wishes`` are those in force for this request (``rules.misbehaving`` chooses them); wishes for other endpoints and for
corruptions of the ID token are passed over. ``answer.body`` is the JSON object as a dictionary, or text with its
``Content-Type`` among the headers. At ``authorize`` it is the list of pairs that goes back to the client, ``state`` in
it percent-encoded as the client sent it; ``located`` makes the address. ``answer.delay`` is how many seconds to wait.

Two misdeeds must be told more: ``active`` is the ``kid`` that signs at present (jwks), ``presented`` the refresh token
of the request (refresh: the token endpoint with that grant type). One is no change of an answer: where
``wants_rotation(wishes)``, the token endpoint exchanges its keys before it signs, and forgets the old ones.
"""

from collections.abc import Iterable
from urllib.parse import urlencode

from services.eid_auth.rules.misconduct import back, front
from services.eid_auth.rules.misconduct.answers import SLOW, Answer, Endpoint, Known, Misdeed, Wish

__all__ = ["ALL", "SLOW", "Answer", "Endpoint", "Misdeed", "Wish", "at", "located", "wants_rotation"]

ALL: dict[str, Misdeed] = {one.name: one for one in (*front.ALL, *back.ALL)}


def at(endpoint: Endpoint, wishes: Iterable[Wish], answer: Answer, *, active: str = "", presented: str = "") -> Answer:
    """The answer as it goes out, after every misdeed of this endpoint that is wished for."""
    for wish in wishes:
        misdeed = ALL.get(wish.name)
        if misdeed is not None and misdeed.endpoint == endpoint:
            answer = misdeed.deed(answer, Known(wish.seconds, active, presented))
    return answer


def located(redirect_uri: str, answer: Answer) -> str:
    """Where the browser is sent with the pairs of an answer.

    >>> located("https://rp.example/cb?tenant=1", Answer(body=[("code", "a b"), ("state", "a%20b")]))
    'https://rp.example/cb?tenant=1&code=a+b&state=a%20b'
    """
    assert isinstance(answer.body, list)  # noqa: S101  # at authorize, always
    mark = "#" if answer.fragment else "&" if "?" in redirect_uri else "?"
    members = (f"{name}={value}" if name == "state" else urlencode({name: value}) for name, value in answer.body)
    return f"{redirect_uri}{mark}{'&'.join(members)}"


def wants_rotation(wishes: Iterable[Wish]) -> bool:
    """Whether the keys are to be exchanged without notice."""
    return any(wish.name == back.ROTATION for wish in wishes)
