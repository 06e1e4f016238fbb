"""A person with a browser without scripts at the sign-in pages: what forms need is found in the pages."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx2
from fastapi.testclient import TestClient

from tests.unit.services.conftest import Register
from tests.unit.services.eid_auth.relying import RelyingParty, members

PASSWORD = "hop-cat-2026"  # of every account of the sandbox
HTML = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
EVERYTHING = "openid profile phone email identity offline_access"


class Visitor:
    """One browser. ``page`` is what it shows, ``at`` where it is."""

    def __init__(self, eid: Register) -> None:
        self.http = TestClient(eid.http.app, base_url="http://testserver", follow_redirects=False)
        self.rp = RelyingParty(self.http)
        self.page: httpx2.Response
        self.at = ""

    def go(self, address: str) -> httpx2.Response:
        """Open an address, and follow whatever stays at the provider."""
        return self._arrive(self.http.get(address, headers=HTML), address)

    def asked(self, **changes: str | None) -> "Visitor":
        """Come from the demo client, to the first page."""
        request = {"persona": None, "scope": EVERYTHING, **changes}
        response = self.rp.authorize(**request)
        assert response.status_code == 303, response.text
        self._arrive(response, "/authorize")
        return self

    def does(self, act: str, to: str = "", **fields: str) -> httpx2.Response:
        """Press a button of the page, with what is typed."""
        form = {"csrf": self.csrf, "act": act, **fields}
        return self.posts(to or re.sub(r"/(qr|personas)$", "", self.at), form)

    def posts(self, address: str, form: dict[str, str], **headers: str) -> httpx2.Response:
        """Send a form."""
        return self._arrive(self.http.post(address, data=form, headers={**HTML, **headers}), address)

    def signs_in(self, login: str, password: str = PASSWORD) -> httpx2.Response:
        """Number and password."""
        return self.does("password", login=login, password=password)

    def types_code(self, phone: str) -> httpx2.Response:
        """Read the newest message, and type its code."""
        return self.does("code", code=inbox(self.http, phone)[0]["code"])

    @property
    def csrf(self) -> str:
        """The form's code."""
        return re.search(r'name="csrf" value="([0-9a-f]{64})"', self.page.text)[1]  # type: ignore[index]  # it is there

    @property
    def back(self) -> dict[str, str]:
        """What the client got."""
        assert self.at.startswith("http://127.0.0.1:9009/"), self.at
        return members(self.at)

    def shows(self, test_id: str, attribute: str = "") -> list[str]:
        """The texts, or an attribute, of all elements with this test id."""
        tags = re.findall(rf'<[a-z0-9]+ [^>]*data-testid="{test_id}"[^>]*>[^<]*', self.page.text)
        found = [re.search(rf' {attribute}="([^"]*)"', tag) for tag in tags] if attribute else tags
        return [unescape(one[1] if attribute and one else str(one).rpartition(">")[2]).strip() for one in found]

    def slips(self) -> list[str]:
        """Fields with something wrong."""
        return [one.removeprefix("error-") for one in re.findall(r'data-testid="(error-[^"]+)"', self.page.text)][1:]

    def _arrive(self, response: httpx2.Response, address: str) -> httpx2.Response:
        for _ in range(5):
            self.at, self.page = address, response
            if response.status_code != 303:
                return response
            address = response.headers["location"]
            if address.startswith("http"):
                self.at = address
                return response
            response = self.http.get(address, headers=HTML)
        raise AssertionError(f"a circle at {address}")


def inbox(http: TestClient, phone: str = "") -> list[dict[str, str]]:
    """Messages to a telephone, newest first."""
    found: list[dict[str, str]] = http.get("/_sandbox/inbox", params={"phone": phone}).json()["messages"]
    return found


def query(address: str) -> dict[str, list[str]]:
    """The query of an address."""
    return parse_qs(urlsplit(address).query)
