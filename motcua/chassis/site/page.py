"""From a template to an answer: language, headers that forbid everything foreign, local files."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, FastAPI, Request
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from motcua.chassis.clock import VIETNAM
from motcua.chassis.docs import BAND
from motcua.chassis.problems import NothingHere
from motcua.chassis.site import troubles
from motcua.chassis.site.files import Files
from motcua.chassis.site.texts import LANGUAGES, language, read

SHARED = Path(__file__).parent
POLICY = "default-src 'self'; base-uri 'none'; form-action {targets}; frame-src {frames}; frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY.format(targets="'self'", frames="'none'"),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*")


class Link(NamedTuple):
    """A place in the header or footer: its text is ``nav.<name>``, its test id ``nav-<name>``.

    ``also`` are beginnings of other addresses that belong to it; ``apart`` sets it beside the language.
    """

    name: str
    address: str
    also: tuple[str, ...] = ()
    apart: bool = False

    def here(self, path: str) -> bool:
        """Whether a page at ``path`` belongs to it.

        >>> Link("home", "/", ("/services/",)).here("/services/birth"), Link("home", "/").here("/account")
        (True, False)
        """
        below = (self.address,) if self.address == "/" else (self.address, f"{self.address}/")
        return path in below or path.startswith((*below[1:], *self.also))


class Site:
    """The pages of one service.

    Args:
        folder: the service's folder; its ``templates``, ``locale`` and ``static`` lie over the shared ones.
        brand: class of ``body``, by which the style sheet chooses colours.
        nav: links in the header, where a page brings none of its own.
        footer: links at the foot of every page.
        styles: own style sheets, below the service's ``static``.
        filters: own filters for templates.
        functions: own functions for templates.
    """

    def __init__(
        self,
        folder: Path,
        *,
        brand: str,
        nav: Sequence[Link] = (),
        footer: Sequence[Link] = (),
        styles: Sequence[str] = (),
        filters: Mapping[str, Callable[..., Any]] | None = None,
        functions: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        self._folders = (SHARED, folder)
        self._brand, self._nav, self._footer = brand, tuple(nav), tuple(footer)
        self._styles, self._files = ("site.css", *styles), Files(self._folders)
        self._own = (filters or {}, functions or {})
        self._texts: dict[str, dict[str, Any]] = {}

    def install(self, app: FastAPI) -> None:
        """Serve the local files, and let refusals at page addresses leave as pages."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route("/static/{name:path}", self._static)
        app.router.routes.extend(router.routes)
        troubles.install(app, self)

    def page(
        self,
        request: Request,
        template: str,
        *,
        status: int = 200,
        lang: str = "",
        nav: Sequence[Link] | None = None,
        form_action: Sequence[str] = (),
        frame: Sequence[str] = (),
        **values: Any,
    ) -> HTMLResponse:
        """Render ``template`` in the language of ``lang``, else of the address.

        Args:
            request: what is answered.
            template: its name, among the service's own or the shared ones.
            status: of the answer.
            lang: the language, where the address does not decide.
            nav: links of the header instead of the site's.
            form_action: sources (``form_target``) that a form may lead to beside this site: browsers apply the policy
                to every redirect after a post.
            frame: sources (``form_target``) of pages that this one frames; none unless named.
            values: what the template shows; ``who`` is named in the header, template ``above`` over it all.
        """
        lang = lang or language(request.query_params.get("lang"))
        other = LANGUAGES[1 - LANGUAGES.index(lang)]
        shared: dict[str, Any] = {
            "t": self.texts(lang),
            "lang": lang,
            "other": other,
            "other_address": "?" + urlencode({**request.query_params, "lang": other}),
            "lang_query": "" if lang == LANGUAGES[0] else f"?lang={lang}",
            "switch_form": "",
            "nav": self._nav if nav is None else nav,
            "status": status,
            "path": request.url.path,
            "who": "",
            "above": "",
        }
        html = self._environment.get_template(template).render({**shared, **values})
        targets = " ".join(("'self'", *form_action))
        policy = POLICY.format(targets=targets, frames=" ".join(frame) or "'none'")
        return HTMLResponse(html, status, {**HEADERS, "Content-Security-Policy": policy})

    def texts(self, lang: str) -> dict[str, Any]:
        """All texts of one language; read at the first use."""
        if lang not in self._texts:
            self._texts[lang] = read(self._folders, lang)
        return self._texts[lang]

    async def _static(self, name: str) -> Response:
        found = self._files.answer(name, HEADERS)
        if found is None:
            raise NothingHere
        return found

    @cached_property
    def _environment(self) -> Environment:
        shared, own = self._folders
        made = Environment(
            loader=ChoiceLoader([FileSystemLoader(own / "templates"), FileSystemLoader(shared / "templates")]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        filters, functions = self._own
        made.filters |= {"when": when, "born": born, **filters}
        made.globals |= {
            "band": BAND,
            "brand": self._brand,
            "footer": self._footer,
            "styles": self._styles,
            "asset": self._files.address,
            **functions,
        }
        return made


def when(stamp: str) -> str:
    """A time as people in Viet Nam write it."""
    return datetime.fromisoformat(stamp).astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")


def born(text: str) -> str:
    """A birth date, month or year as people in Viet Nam write it.

    >>> born("1971-03-02"), born("1957-08"), born("1948")
    ('02/03/1971', '08/1957', '1948')
    """
    return "/".join(reversed(text.split("-")))


def form_target(uri: str) -> str:
    """The source of a Content-Security-Policy that covers ``uri`` and says nothing else, whatever ``uri`` holds.

    >>> form_target("http://127.0.0.1:9009/callback?a=1"), form_target("vn.motcua.demo:/callback")
    ('http://127.0.0.1:9009', 'vn.motcua.demo:')
    >>> form_target("http://[::1]:9009/callback"), form_target("https://a.example; script-src *")
    ('http:', 'https:')
    """
    try:
        parts = urlsplit(uri)
    except ValueError:
        return "'self'"
    if not _SCHEME.fullmatch(parts.scheme):
        return "'self'"
    # A policy has no form for IPv6 addresses; the scheme alone then has to do.
    return f"{parts.scheme}://{parts.netloc}" if _HOST.fullmatch(parts.netloc) else f"{parts.scheme}:"
