"""A citizen who signs in to the portal with their electronic identity: a persona at a browser without scripts."""

import re
from typing import Any

import httpx

from motcua.stack import Sandbox
from motcua.stack.ready import personas

PERSONAS = personas()


class Citizen:
    """One persona at one browser. The provider signs them in without its pages, as a test does."""

    def __init__(self, sandbox: Sandbox, slug: str) -> None:
        self.told = PERSONAS[slug]
        self.cccd: str = self.told["eid_auth"]["cccd"]
        self.http = httpx.Client(
            base_url=sandbox.urls["portal"],
            headers={"Accept": "text/html", "Sandbox-Persona": slug},
            trust_env=False,
            follow_redirects=True,
        )

    def __enter__(self) -> "Citizen":
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def sign_in(self, path: str = "/sign-in") -> httpx.Response:
        """From the portal to the provider and back; the page at the end."""
        return self.http.get(path)

    def page(self, path: str = "/account") -> str:
        """A page of the account, for whom is signed in."""
        answer = self.http.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def post(self, path: str, **fields: str) -> httpx.Response:
        """Send a form of the portal's."""
        return self.http.post(path, data={"csrf": found(r'name="csrf" value="([^"]+)"', self.page()), **fields})

    def claim(self, known_as: str, full_name: str, born_on: str) -> httpx.Response:
        """Say: that old account is mine."""
        year, month, day = f"{born_on}--".split("-")[:3]
        return self.post("/account/old", known_as=known_as, full_name=full_name, year=year, month=month, day=day)

    def own(self) -> dict[str, Any]:
        """The account as the API tells it to its person."""
        account_id = found(r'data-testid="account-id">([^<]+)<', self.page())
        answer = self.http.post(
            "/v1/portal-accounts/lookup",
            json={"cccd": self.cccd},
            auth=("portal", "portal-sandbox-secret"),
            headers={"X-On-Behalf-Of": f"citizen:{account_id}"},
        )
        account: dict[str, Any] = answer.json()["account"]
        return account


def found(pattern: str, page: str) -> str:
    """What a pattern finds in a page."""
    match = re.search(pattern, page)
    assert match, page
    return match[1]


def marked(page: str, testid: str, attribute: str) -> str:
    """An attribute of the element with this test id."""
    return found(rf'data-testid="{testid}"[^>]* data-{attribute}="([^"]*)"', page)
