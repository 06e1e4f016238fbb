"""A citizen at the API of forms, and a public service of the tests' own: a file added while the portal runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2

from tests.unit.services.conftest import SECRETS, Register
from tests.unit.services.portal.citizens import Browser
from tests.unit.services.portal.test_accounts import Citizen, claims_of

SERVICE = "thu-moi-tinh-huong"
FILE = (Path(__file__).parent / "service-26.yaml").read_text(encoding="utf-8")
RIGHT = {"purpose": "home", "leaves_on": "2031-05-01", "declared_true": "true"}
PAPER = "000.00.00.G99-KQ000126"
UPLOADED = [{"component": PAPER, "attachment": "upload-1"}]


@contextmanager
def serving(portal: Register, folder: Path) -> Iterator[Path]:
    """The portal with the tests' service in the folder of the knob ``procedures``."""
    state = portal.http.app.motcua  # type: ignore[attr-defined]  # a SandboxApp
    before = state.service
    (folder / "26-thu-moi-tinh-huong.yaml").write_text(FILE, encoding="utf-8")
    knobs = before.knobs.model_copy(update={"procedures": folder})
    state.service = before.model_copy(update={"knobs": knobs})
    try:
        yield folder
    finally:
        state.service = before


class Applicant(Citizen):
    """A persona with an account, filling forms."""

    def __init__(self, portal: Register, browser: Browser, slug: str, **claims: Any) -> None:
        super().__init__(portal, browser, claims_of(slug, **claims))
        self.portal = portal

    def send(self, path: str, *, behalf: str = "", method: str = "POST", **body: Any) -> httpx2.Response:
        """One request under /v1."""
        headers = {"X-On-Behalf-Of": behalf or f"citizen:{self.id}", "X-Request-Id": "form-0001"}
        auth = ("portal", SECRETS["portal"])
        return self.portal.http.request(method, f"/v1/{path}", json=body or None, auth=auth, headers=headers)

    def opened(self, procedure: str = SERVICE, **more: Any) -> "Opened":
        """A form opened for this person."""
        response = self.send("forms", procedure=procedure, account=self.id, **more)
        assert response.status_code == 201, response.text
        return Opened(self, response.json())


class Opened:
    """A form that was opened."""

    def __init__(self, citizen: Applicant, form: dict[str, Any]) -> None:
        self.citizen, self.form = citizen, form
        self.id = form["id"]

    def __getitem__(self, field: str) -> dict[str, Any]:
        found: dict[str, Any] = next(one for one in self.form["fields"] if one["id"] == field)
        return found

    def outcome(self, source: str) -> str:
        """What became of asking a source."""
        found: str = next(one["outcome"] for one in self.form["sources"] if one["source"] == source)
        return found

    def refused(self, path: str, **body: Any) -> tuple[int, str, dict[str, str]]:
        """Status, code, and the codes of fields."""
        response = self.citizen.send(f"forms/{self.id}/{path}", **body)
        told = response.json()
        fields = {one["field"]: one["code"] for one in told["fields"]}
        return response.status_code, told["code"], fields

    def checked(self, **change: Any) -> dict[str, Any]:
        """The form as it would be filed."""
        response = self.citizen.send(f"forms/{self.id}/check", values={**RIGHT, **change}, papers=UPLOADED)
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        return found

    def person(self, role: str, **told: Any) -> dict[str, Any]:
        """Look for another person; the state of the role."""
        response = self.citizen.send(f"forms/{self.id}/people", role=role, **told)
        assert response.status_code == 200, response.text
        self.form = response.json()
        state: dict[str, Any] = next(one for one in self.form["people"] if one["role"] == role)
        return state


def misbehave(register: Register, path: str, **fault: Any) -> None:
    """Arm a fault of a register at one address."""
    response = register.http.post("/_sandbox/faults", json={**fault, "path": path})
    assert response.status_code == 200, response.text
