"""How long a browser stays signed in, and where a sign-in may lead back to."""

import re
from datetime import datetime, timedelta

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
SIGN_IN = timedelta(minutes=15)
SEEN_EVERY = timedelta(minutes=1)
"""A session that was seen this recently is not written again."""
RECHECK = timedelta(hours=24)
"""A confirmed identity is asked about again at the first sign-in after this time: people die, data is corrected."""
HOME = "/account"
_LOCAL = re.compile(r"/(?![/\\])[A-Za-z0-9/_.?=&%-]{0,200}")


def within(earlier: str, now: datetime, span: timedelta) -> bool:
    """Whether ``earlier`` lies no further back than ``span``, nor in the future: the sandbox clock may be moved back.

    >>> from datetime import UTC
    >>> within("2026-01-01T00:00:00+00:00", datetime(2026, 1, 1, 0, 30, tzinfo=UTC), IDLE)
    True
    """
    return timedelta() <= now - datetime.fromisoformat(earlier) <= span


def alive(began_at: str, seen_at: str, now: datetime) -> bool:
    """Whether a session still holds."""
    return within(began_at, now, LONGEST) and within(seen_at, now, IDLE)


def local(path: str) -> str:
    r"""Where to go after a sign-in: a path of this portal, or its account page instead of anything else.

    >>> local("/account/old"), local("//evil.example"), local("https://evil.example"), local("/\\evil.example")
    ('/account/old', '/account', '/account', '/account')
    """
    return path if _LOCAL.fullmatch(path) else HOME
