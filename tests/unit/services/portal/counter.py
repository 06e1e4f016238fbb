"""People at the portal's pages: personas who sign in, a citizen who files, officers at their desk."""

from collections.abc import Mapping
from typing import Any

from motcua.wire import contracts
from services.portal.rules.officers import officers
from tests.presses import Page, open_page
from tests.unit.services.conftest import SECRETS, Register
from tests.unit.services.portal.citizens import Browser, Played

FIRST_TAX: Mapping[str, Any] = {
    "case": "first", "income_kind": "wages", "registers_through": "self", "household_representative": "no",
    "delivery": "electronic", "declared_true": "true",
}  # fmt: skip
Told = dict[str, Any]


def claims_of(slug: str) -> dict[str, Any]:
    """What the provider says of a persona."""
    told = contracts.read_yaml(contracts.root() / "personas" / f"{slug}.yaml")
    citizen = told["population_db"]["citizen"]
    return {
        "sub": f"sub-{slug}",
        "cccd": told["numbers"]["cccd"],
        "name": citizen["full_name"],
        "birthdate": citizen["born_on"],
        "phone_number": told["eid_auth"].get("phone", ""),
        "email": told["eid_auth"].get("email", ""),
        "identification_level": 2,
    }


class Counter:
    """The portal, with as many browsers as there are people."""

    def __init__(self, portal: Register, played: Played) -> None:
        self.portal, self._played = portal, played

    def browser(self, slug: str) -> Browser:
        """A browser in which a persona is signed in."""
        browser = Browser(self.portal, self._played)
        assert browser.sign_in(claims_of(slug)).status_code == 303
        return browser

    def officer(self, code: str) -> Browser:
        """A browser of an officer."""
        return self.browser(officers()[code].persona)

    def file(self, browser: Browser, procedure: str = "dang-ky-thue-ca-nhan", **values: Any) -> Told:
        """File a form by the API as the person of a browser: the dossier."""
        behalf = f"citizen:{browser.account_id()}"
        form = self._made("/v1/forms", behalf, procedure=procedure, account=behalf.partition(":")[2])
        return self._made("/v1/dossiers", behalf, form=form["id"], values={**FIRST_TAX, **values})

    def _made(self, path: str, behalf: str, **body: Any) -> Told:
        headers = {"X-On-Behalf-Of": behalf}
        answer = self.portal.http.post(path, json=body, auth=("portal", SECRETS["portal"]), headers=headers)
        assert answer.status_code in {200, 201}, answer.text
        told: Told = answer.json()
        return told


def page(browser: Browser, path: str) -> Page:
    """A page as a browser without scripts sees it."""
    return open_page(browser.http, f"http://testserver{path}")
