"""Pages as the chassis draws them, on a service of one page and one form."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import APIRouter, Request
from fastapi.testclient import TestClient

from motcua.chassis.app import assemble
from motcua.chassis.docs import BAND
from motcua.chassis.problems import TooManyRequests
from motcua.chassis.settings import Service
from motcua.chassis.settings import Settings as Knobs
from motcua.chassis.site import REFUSALS, Link, Site, check, csrf_token

HTML = {"Accept": "text/html"}
PAGE = """{% extends "layout.html" %}{% import "fields.html" as fields %}
{% block title %}{{ t.hello }}{% endblock %}
{% block main %}<p>{{ t.hello }} {{ said }}</p>
<form method="post">{{ fields.hidden(lang, csrf) }}</form>{% endblock %}"""
Given = dict[str, str]


@pytest.fixture
def http(tmp_path: Path) -> TestClient:
    for name, text in {"templates/one.html": PAGE, "static/own.css": "p {}", "static/secret.py": "1"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "vi.yaml").write_text("hello: Chào\nname: riêng\ntagline: thử\nnav: {me: Của tôi}\n")
    (tmp_path / "locale" / "en.yaml").write_text("hello: Hello\nname: own\ntagline: try\nnav: {me: Mine}\n")
    site, router = Site(tmp_path, brand="own", nav=[Link("me", "/me")], styles=["own.css"]), APIRouter()

    @router.get("/")
    async def show(request: Request) -> Any:
        token = csrf_token(request, request.cookies.get("browser", ""))
        return site.page(request, "one.html", said=request.query_params.get("said", ""), csrf=token)

    @router.get("/leads-out")
    async def leads_out(request: Request) -> Any:
        return site.page(request, "one.html", said="", csrf="", nav=[], form_action=["http://127.0.0.1:9009"])

    @router.post("/")
    async def take(request: Request) -> Any:
        check(request, (await request.form()).get("csrf"), request.cookies.get("browser", ""))
        return site.page(request, "one.html", said="taken", csrf="")

    @router.get("/refused")
    async def refused() -> None:
        raise TooManyRequests("chi tiết", "detail")

    service = Service(name="own", knobs=Knobs(data=tmp_path / "data"))
    app = assemble(
        service, title="own", description="", routers=[router], errors=REFUSALS, tables=(), fill=lambda *_: None
    )
    site.install(app)
    return TestClient(app)


def test_own_texts_and_files_lie_over_the_shared_ones(http: TestClient) -> None:
    page = http.get("/?lang=en", headers=HTML).text
    assert "<title>[SANDBOX] Hello – own</title>" in page
    assert 'data-testid="nav-me">Mine</a>' in page
    assert BAND in page
    assert 'lang="vi"' in page  # the way to the other language
    assert http.get("/static/own.css").text == "p {}"
    assert http.get("/static/site.css").headers["content-type"].startswith("text/css")
    assert http.get("/static/fonts/OFL.txt").status_code == 200
    assert http.get("/static/secret.py", headers=HTML).status_code == 404


def test_only_a_page_that_says_so_leads_out(http: TestClient) -> None:
    assert "form-action 'self';" in http.get("/").headers["content-security-policy"]
    page = http.get("/leads-out")
    assert "form-action 'self' http://127.0.0.1:9009;" in page.headers["content-security-policy"]
    assert "nav-me" not in page.text


def test_what_a_page_shows_is_text(http: TestClient) -> None:
    assert "&lt;b&gt;" in http.get("/", params={"said": "<b>"}).text


def token_of(page: str) -> str:
    return page.partition('name="csrf" value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda given, headers: None, ""),
        (lambda given, headers: given.pop("csrf"), "page.form-stale"),
        (lambda given, headers: given.update(csrf="0" * 64), "page.form-stale"),
        (lambda given, headers: given.update(csrf="ừ"), "page.form-stale"),
        (lambda given, headers: headers.update(Cookie="browser=another"), "page.form-stale"),
        (lambda given, headers: headers.update(Cookie="unrelated=1"), "page.form-stale"),
        (lambda given, headers: headers.update({"Sec-Fetch-Site": "cross-site"}), "page.posted-from-elsewhere"),
        (lambda given, headers: headers.update({"Sec-Fetch-Site": "same-site"}), "page.posted-from-elsewhere"),
    ],
)
def test_a_post_passes_both_locks(http: TestClient, change: Callable[[Given, Given], object], code: str) -> None:
    headers = {"Cookie": "browser=mine", "Sec-Fetch-Site": "same-origin", **HTML}
    given = {"csrf": token_of(http.get("/", headers=headers).text)}
    assert "mine" not in given["csrf"]
    change(given, headers)
    answer = http.post("/", data=given, headers=headers)
    assert answer.status_code == (403 if code else 200)
    assert f'data-code="{code}"' in answer.text if code else "taken" in answer.text


def test_a_refusal_without_a_text_of_its_own_is_told_in_its_own_words(http: TestClient) -> None:
    assert "Gọi quá nhiều lần" in http.get("/refused", headers=HTML).text
    english = http.get("/refused?lang=en", headers=HTML)
    assert "Too many requests" in english.text
    assert "detail" in english.text
    assert english.status_code == 429
    assert http.get("/refused").headers["content-type"] == "application/problem+json"


def test_a_method_that_is_not_there_is_a_page_that_names_the_others(http: TestClient) -> None:
    answer = http.put("/", headers=HTML)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")
    assert answer.headers["content-type"].startswith("text/html")
