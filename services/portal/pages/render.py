"""From a template to an answer: language, headers that forbid everything foreign, local files."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from motcua.chassis.clock import VIETNAM
from motcua.chassis.docs import BAND
from services.portal.pages.texts import LANGUAGES, language, texts

FOLDER = Path(__file__).parents[1]
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
KINDS = {".css": "text/css; charset=utf-8", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".txt": "text/plain"}


def _when(stamp: str) -> str:
    """A time as people in Viet Nam write it."""
    return datetime.fromisoformat(stamp).astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")


def _born(text: str) -> str:
    """A birth date, month or year as people in Viet Nam write it.

    >>> _born("1971-03-02"), _born("1957-08"), _born("1948")
    ('02/03/1971', '08/1957', '1948')
    """
    return "/".join(reversed(text.split("-")))


ENVIRONMENT = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
WRITING = {"unaccented", "variant", "year_only", "month_year", "default_day", "swapped"}


def _mark(code: str) -> str:
    """How a reason looks: same, near (only the writing differs) or other."""
    outcome = code.rpartition(".")[2]
    return "same" if outcome == "same" else "near" if outcome in WRITING else "other"


ENVIRONMENT.globals["mark"] = _mark
ENVIRONMENT.filters |= {"when": _when, "born": _born}


def page(request: Request, template: str, *, status: int = 200, lang: str = "", **values: Any) -> HTMLResponse:
    """Render ``template`` in the language of ``lang``, else of the address."""
    lang = lang or language(request.query_params.get("lang"))
    other = LANGUAGES[1 - LANGUAGES.index(lang)]
    shared: Mapping[str, Any] = {
        "band": BAND,
        "t": texts(lang),
        "lang": lang,
        "other": other,
        "other_address": "?" + urlencode({**request.query_params, "lang": other}),
        "lang_query": "" if lang == LANGUAGES[0] else f"?lang={lang}",
        "asset": asset,
        "switch_form": "",
    }
    html = ENVIRONMENT.get_template(template).render({**shared, "status": status, **values})
    return HTMLResponse(html, status, HEADERS)


@cache
def _files() -> dict[str, bytes]:
    folder = FOLDER / "static"
    files = (file for file in folder.rglob("*") if file.suffix in KINDS)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@cache
def asset(name: str) -> str:
    """The address of a local file; it changes with the content, so that the file may be kept for ever."""
    return f"/static/{name}?v={hashlib.sha256(_files()[name]).hexdigest()[:10]}"


def local_file(name: str) -> Response | None:
    """A file below ``static``, or None."""
    content = _files().get(name)
    if content is None:
        return None
    headers = {**HEADERS, "Cache-Control": "public, max-age=86400"}
    return Response(content, media_type=KINDS[Path(name).suffix], headers=headers)
