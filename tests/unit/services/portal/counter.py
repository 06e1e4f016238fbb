"""People at the portal's pages: personas who sign in, a citizen who files, officers at their desk."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from motcua.wire import contracts
from services.portal.rules.officers import officers
from tests.presses import PAPER, Page, open_page
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

    def file(
        self,
        browser: Browser,
        procedure: str = "dang-ky-thue-ca-nhan",
        *,
        consent: Sequence[str] = (),
        values: Mapping[str, Any] = FIRST_TAX,
        components: Sequence[str] = (),
    ) -> Told:
        """File a form by the API as the person of a browser: the dossier."""
        behalf = f"citizen:{browser.account_id()}"
        account = behalf.partition(":")[2]
        form = self.made("/v1/forms", behalf, procedure=procedure, account=account, consent=list(consent))
        papers = [self._paper(behalf, form["id"], component) for component in components]
        return self.made("/v1/dossiers", behalf, form=form["id"], values=dict(values), papers=papers)

    def _paper(self, behalf: str, form: str, component: str) -> Told:
        """A scan that is uploaded for a component."""
        content = base64.b64encode(PAPER).decode()
        kept = self.made(
            "/v1/attachments", behalf,
            form=form, component=component, name="giay-to.pdf", media_type="application/pdf", content=content,
        )  # fmt: skip
        return {"component": component, "attachment": kept["id"]}

    def made(self, path: str, behalf: str, **body: Any) -> Told:
        """Make something by the API on behalf of somebody."""
        headers = {"X-On-Behalf-Of": behalf}
        answer = self.portal.http.post(path, json=body, auth=("portal", SECRETS["portal"]), headers=headers)
        assert answer.status_code in {200, 201}, answer.text
        told: Told = answer.json()
        return told


def page(browser: Browser, path: str) -> Page:
    """A page as a browser without scripts sees it."""
    return open_page(browser.http, f"http://testserver{path}")
