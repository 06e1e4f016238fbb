"""A public service from the open form to the signed result, over HTTP: what a citizen and three officers do."""

import base64
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx

from motcua.stack import Sandbox
from motcua.wire import contracts
from tests.journeys.citizens import PERSONAS, Citizen, found

PORTAL = ("portal", "portal-sandbox-secret")
RECEIVER, PROCESSOR, APPROVER = "officer:CB001", "officer:CB002", "officer:CB003"
# One page, no text: enough to be a PDF to whoever looks at the first bytes.
SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

Told = dict[str, Any]


class Api:
    """The portal's own client, on behalf of one person."""

    def __init__(self, sandbox: Sandbox, on_behalf_of: str, *, procedure: str = "") -> None:
        self.headers = {"X-On-Behalf-Of": on_behalf_of, **({"X-Purpose-Procedure": procedure} if procedure else {})}
        self.http = httpx.Client(base_url=sandbox.urls["portal"], auth=PORTAL, headers=self.headers, trust_env=False)

    def close(self) -> None:
        self.http.close()

    def post(self, path: str, expected: int | tuple[int, ...] = (200, 201), /, **body: Any) -> Told:
        """Post a body; the answer must have one of the expected statuses."""
        answer = self.http.post(path, json=body)
        allowed = (expected,) if isinstance(expected, int) else expected
        assert answer.status_code in allowed, (path, answer.status_code, answer.text)
        told: Told = answer.json()
        return told

    def get(self, path: str, expected: int = 200) -> Told:
        """Get a resource."""
        answer = self.http.get(path)
        assert answer.status_code == expected, (path, answer.status_code, answer.text)
        told: Told = answer.json()
        return told


class Filing:
    """One person who files."""

    def __init__(self, sandbox: Sandbox, account: str) -> None:
        self.account, self.api = account, Api(sandbox, f"citizen:{account}")

    @classmethod
    def of(cls, sandbox: Sandbox, slug: str, level: int) -> "Filing":
        """A persona, signed in at the level that the service needs."""
        with Citizen(sandbox, slug) as citizen:
            citizen.sign_in(f"/sign-in?level={level}")
            return cls(sandbox, found(r'data-testid="account-id">([^<]+)<', citizen.page()))

    def __enter__(self) -> "Filing":
        return self

    def __exit__(self, *_: object) -> None:
        self.api.close()

    def open(self, procedure: Told) -> Told:
        """Open the form, with every consent, and find the other people of the sample."""
        consent = [one["source"] for one in procedure["consent"]]
        form = self.api.post("/v1/forms", procedure=procedure["slug"], account=self.account, consent=consent)
        for role, who in procedure["sample_people"].items():
            form = self.api.post(f"/v1/forms/{form['id']}/people", 200, role=role, **person(who))
        return form

    def papers(self, procedure: Told, form: Told) -> list[Told]:
        """Give what stands in the store, and upload whatever the check still asks for; what the State has is not."""
        given = [
            {"component": paper["component"], "document": paper["document"]}
            for paper in form["papers"]
            if paper["document"]
        ]
        body = {"values": procedure["sample"], "papers": given}
        answer = self.api.post(f"/v1/forms/{form['id']}/check", (200, 422), **body)
        asked = [one["field"].partition(".")[2] for one in answer.get("fields", ())]
        assert all(one["field"].startswith("papers.") for one in answer.get("fields", ())), answer
        return given + [{"component": one, "attachment": self.upload(form, one)} for one in asked]

    def upload(self, form: Told, component: str, *, dossier: str = "") -> str:
        """Upload a scan for a component, of a form or of a dossier that waits for it."""
        content, of = base64.b64encode(SCAN).decode(), {"dossier": dossier} if dossier else {"form": form["id"]}
        kept = self.api.post(
            "/v1/attachments",
            **of, component=component, name="giay-to.pdf", media_type="application/pdf", content=content,
        )  # fmt: skip
        return str(kept["id"])

    def file(self, procedure: Told, form: Told) -> Told:
        """File the form as the sample declares it; the delivery is the form's."""
        given = self.papers(procedure, form)
        return self.api.post("/v1/dossiers", form=form["id"], values=procedure["sample"], papers=given)

    def pay(self, code: str) -> None:
        """Pay the fee at the stand-in of the payment platform, as its page does."""
        payment = self.api.post("/v1/payments", dossier=code)
        settled = self.api.post(f"/v1/payments/{payment['id']}/settle", 200, state="paid")
        assert settled["state"] == "paid"
        assert settled["receipt"]

    def dossier(self, code: str) -> Told:
        """The dossier as its citizen sees it."""
        return self.api.get(f"/v1/dossiers/{code}")


def person(who: str | Told) -> Told:
    """Number, name and birth date of a persona, or as given."""
    if not isinstance(who, str):
        return who
    told = PERSONAS[who]
    citizen = told["population_db"]["citizen"]
    return {"cccd": told["numbers"]["cccd"], "full_name": told["name"], "born_on": citizen["born_on"]}


@contextmanager
def officers(sandbox: Sandbox, procedure: str) -> Iterator["Desk"]:
    """The three officers of the one-stop desk."""
    with ExitStack() as ending:
        apis = {who: Api(sandbox, who, procedure=procedure) for who in (RECEIVER, PROCESSOR, APPROVER)}
        for api in apis.values():
            ending.callback(api.close)
        yield Desk(apis)


class Desk:
    """Officers who take steps."""

    def __init__(self, apis: dict[str, Api]) -> None:
        self.apis = apis

    def step(self, who: str, code: str, event: str, expected: int = 200, /, **more: Any) -> Told:
        """One step on the dossier as it is now."""
        version = more.pop("version", None) or self.apis[who].get(f"/v1/dossiers/{code}")["version"]
        return self.apis[who].post(f"/v1/dossiers/{code}/steps", expected, event=event, version=version, **more)


def procedures(sandbox: Sandbox) -> dict[str, Told]:
    """All public services, whole, by slug, as the portal publishes them."""
    http = httpx.Client(base_url=sandbox.urls["portal"], auth=PORTAL, trust_env=False)
    with http:
        listed = http.get("/v1/procedures").json()["procedures"]
        return {one["slug"]: http.get(f"/v1/procedures/{one['slug']}").json() for one in listed}


def slugs() -> list[str]:
    """The services that there are files for, in the order of their numbers."""
    files = (contracts.root() / "procedures").glob("[0-9]*.yaml")
    return [file.stem.partition("-")[2] for file in sorted(files)]
