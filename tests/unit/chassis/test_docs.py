import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette

from motcua.chassis import docs


@pytest.fixture
def http() -> TestClient:
    return TestClient(Starlette(routes=list(docs.routes("register <1>"))))


def test_the_page_names_the_service_and_loads_nothing_from_elsewhere(http: TestClient) -> None:
    page = http.get("/docs")
    assert "register &lt;1&gt;" in page.text
    assert docs.BAND in page.text
    assert "//" not in page.text.replace("<!doctype html>", "")
    assert "default-src 'self'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("name", [*docs.FILES, "begin.js"])
def test_its_files_are_here_for_every_client(http: TestClient, name: str) -> None:
    zipped = http.get(f"/docs/{name}", headers={"Accept-Encoding": "gzip"})
    plain = http.get(f"/docs/{name}", headers={"Accept-Encoding": "identity"})
    assert zipped.text == plain.text
    assert "content-encoding" not in plain.headers


def test_nothing_else_is_served(http: TestClient) -> None:
    assert http.get("/docs/LICENSE").status_code == 404
    assert http.get("/docs/..%2Fdocs.py").status_code == 404
