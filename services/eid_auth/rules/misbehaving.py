"""Who misbehaves, when: a misbehaviour is asked for by header, parameter, persona or sign-in page, or lies in a queue.

A *text* of wishes is what a header carries: names separated by commas, each with parameters behind semicolons::

    Sandbox-Misbehave: nonce-wrong, token-slow;seconds=3;silent=true

What is asked at /authorize stays with the grant (member ``misbehave`` of its request), so that a name given there acts
at the token endpoint or the user info. A queue entry acts where its name belongs, for the client and the person it
names, and is spent by use. At an endpoint::

    chosen = queue.chosen("token", wishes(header, *request.misbehave), client=client_id, cccd=cccd)
    flaw = corruption(chosen)  # an ID token: corruptions.corrupt(flaw, …) where there is one, else signed as usual
    answer = spoilt("token", Answer(body=body), chosen)
"""

import itertools
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from services.eid_auth.rules import corruptions, misconduct
from services.eid_auth.rules.misconduct import Answer, Endpoint, Wish
from services.eid_auth.rules.oauth import OAuthError

HEADER, APPLIED = "Sandbox-Misbehave", "Sandbox-Misbehaved"
TRIGGER = "misbehave."  # a persona with the trigger misbehave.nonce_wrong always gets that token
NAMES: tuple[str, ...] = (*corruptions.ALL, *misconduct.ALL)
LONGEST = 600  # seconds


class Unknown(OAuthError):
    """A misbehaviour that does not exist, or a parameter that it does not have: an ``invalid_request``."""

    def __init__(self, item: str) -> None:
        super().__init__("invalid_request", f"no such misbehaviour: {item.strip()[:60]}")


def wishes(*texts: str) -> list[Wish]:
    """Read texts of wishes; raises Unknown.

    >>> wishes("nonce-wrong, token-slow;seconds=3")[1].seconds
    3.0
    """
    return [_wish(item) for text in texts for item in text.split(",") if item.strip()]


def text_of(asked: Iterable[Wish]) -> str:
    """Write wishes, so that ``wishes`` reads the same."""
    return ", ".join(
        f"{wish.name};seconds={wish.seconds:g}" + (";silent=true" if wish.silent else "") for wish in asked
    )


def _wish(item: str) -> Wish:
    name, *parameters = (part.strip() for part in item.split(";"))
    values = dict(pair.partition("=")[::2] for pair in parameters)
    try:
        seconds = float(values.pop("seconds", misconduct.SLOW))
    except ValueError:
        raise Unknown(item) from None
    silent = values.pop("silent", "false")
    if name not in NAMES or values or silent not in {"true", "false"} or not 0 <= seconds <= LONGEST:
        raise Unknown(item)
    return Wish(name, seconds, silent == "true")


def of_persona(triggers: Iterable[str]) -> list[Wish]:
    """What a persona always brings about; triggers of other kinds are passed over."""
    asked = (trigger.removeprefix(TRIGGER) for trigger in triggers if trigger.startswith(TRIGGER))
    return [_wish(name.replace("_", "-")) for name in asked]


def acts_at(wish: Wish, endpoint: Endpoint) -> bool:
    """Whether a wish is for this endpoint. An ID token is issued at token and at refresh, where keys are used, too."""
    misdeed = misconduct.ALL.get(wish.name)
    if misdeed is None or misdeed.endpoint == "keys":
        return endpoint in {"token", "refresh"}
    return misdeed.endpoint == endpoint


def corruption(chosen: Iterable[Wish]) -> str:
    """The name of the ID token's corruption, or an empty text; of several, the first: one thing is wrong at a time."""
    return next((wish.name for wish in chosen if wish.name in corruptions.ALL), "")


def announced(chosen: Iterable[Wish]) -> str:
    """The header that says what was done, empty where nothing is to be said."""
    return ", ".join(wish.name for wish in chosen if not wish.silent)


def spoilt(endpoint: Endpoint, answer: Answer, chosen: Collection[Wish], **known: str) -> Answer:
    """The answer after what was chosen, with the header that says so; ``known`` as ``misconduct.at`` wants it."""
    answer, names = misconduct.at(endpoint, chosen, answer, **known), announced(chosen)
    return replace(answer, headers={**answer.headers, APPLIED: names}) if names else answer


@dataclass(slots=True)
class Queued:
    """A wish that waits for its request: any, of one client, of one person; ``next`` times, or for good."""

    id: str
    wish: Wish
    client: str = ""
    cccd: str = ""
    next: int | None = None
    applied: int = 0


@dataclass(slots=True)
class Queue:
    """What waits in one eid_auth."""

    queued: list[Queued] = field(default_factory=list)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def put(self, wish: Wish, *, client: str = "", cccd: str = "", times: int | None = None) -> Queued:
        """Let a wish wait."""
        queued = Queued(f"m{next(self._ids)}", wish, client, cccd, times)
        self.queued.append(queued)
        return queued

    def drop(self, queued_id: str = "") -> int:
        """Take back one, or all; returns how many."""
        kept = [one for one in self.queued if queued_id and one.id != queued_id]
        gone = len(self.queued) - len(kept)
        self.queued = kept
        return gone

    def chosen(self, endpoint: Endpoint, asked: Iterable[Wish] = (), *, client: str = "", cccd: str = "") -> list[Wish]:
        """What is in force for this request: of what was asked, and of what waits, all that acts at this endpoint.

        What is chosen is spent, so this is called once per request and endpoint.
        """
        found = {wish.name: wish for wish in asked if acts_at(wish, endpoint)}
        for one in list(self.queued):
            if acts_at(one.wish, endpoint) and one.client in {"", client} and one.cccd in {"", cccd}:
                found.setdefault(one.wish.name, one.wish)
                one.applied += 1
                if one.next is not None and one.applied >= one.next:
                    self.queued.remove(one)
        return list(found.values())
