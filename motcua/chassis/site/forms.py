"""Which posts are taken: from a page of ours, in the browser that the page was made for.

Two independent locks. The browser itself says where a form came from (Sec-Fetch-Site), and the form carries a code
that only a page made for this cookie can know.
"""

import hashlib
import hmac
import secrets

from starlette.requests import Request

from motcua.chassis.call import call_of
from motcua.chassis.problems import Refusal

OURS = {"same-origin", "none", ""}
_SECRET = secrets.token_bytes(32)  # of this process; after a restart an open form is asked for again


class PostedFromElsewhere(Refusal):
    """A form on another site sent the visitor's browser to the page."""

    code, status = "page.posted-from-elsewhere", 403
    title, title_en = "Biểu mẫu được gửi từ một trang khác", "The form was sent from another site"


class FormStale(Refusal):
    """The form's code is missing, of another browser, or from before the sandbox started."""

    code, status = "page.form-stale", 403
    title, title_en = "Biểu mẫu không còn hiệu lực", "The form is no longer valid"


REFUSALS: tuple[type[Refusal], ...] = (PostedFromElsewhere, FormStale)


def csrf_token(request: Request, cookie: str) -> str:
    """The code for forms on pages of the browser that holds ``cookie``; it tells nothing about the cookie."""
    about = f"{call_of(request).state.service.name} {cookie}".encode()
    return hmac.new(_SECRET, about, hashlib.sha256).hexdigest()


def refuse_foreign(request: Request) -> None:
    """Raise PostedFromElsewhere where the browser says that another site sent it."""
    if request.method == "POST" and request.headers.get("sec-fetch-site", "") not in OURS:
        raise PostedFromElsewhere


def check(request: Request, given: object, cookie: str) -> None:
    """Raise what stands against a post whose form carried the code ``given``."""
    refuse_foreign(request)
    if not cookie or not hmac.compare_digest(str(given or "").encode(), csrf_token(request, cookie).encode()):
        raise FormStale
