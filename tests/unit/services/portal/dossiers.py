"""Dossiers over the API: a persona who files a sample, the officers of the desk, a clock that moves."""

import asyncio
import base64
from typing import Any

import httpx
import httpx2

from motcua.wire import contracts
from motcua.wire.procedures import Procedure
from services.portal.rules.procedures import catalogue
from tests.unit.services.conftest import SECRETS, Register
from tests.unit.services.portal.citizens import Browser, Played
from tests.unit.services.portal.test_accounts import claims_of

RECEIVER, PROCESSOR, APPROVER, PROVINCE = "officer:CB001", "officer:CB002", "officer:CB003", "officer:CB004"
RESIDENCE, LEASE = "dang-ky-thuong-tru", "000.00.00.G99-KQ000003"
CONSENT = "000.00.00.G99-KQ000103"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
Told = dict[str, Any]


def service(slug: str = RESIDENCE) -> Procedure:
    """A public service."""
    found = catalogue().get(slug)
    assert found is not None
    return found


class Filer:
    """A persona who is signed in and files the sample of a service."""

    def __init__(self, portal: Register, played: Played, slug: str) -> None:
        browser = Browser(portal, played)
        assert browser.sign_in(claims_of(slug)).status_code == 303
        self.portal, self.account = portal, browser.account_id()
        self.me = f"citizen:{self.account}"

    def send(
        self, path: str, *, by: str = "portal", behalf: str = "", method: str = "POST", purpose: str = "", **body: Any
    ) -> httpx2.Response:
        """One request below /v1, as oneself unless told otherwise."""
        headers = {"X-On-Behalf-Of": behalf or self.me, "X-Request-Id": "dossier-0001"}
        headers |= {"X-Purpose-Procedure": purpose} if purpose else {}
        return self.portal.http.request(
            method, f"/v1/{path}", json=body or None, auth=(by, SECRETS[by]), headers=headers
        )

    def told(self, path: str, expected: int = 200, /, **more: Any) -> Told:
        """The answer, which has the expected status."""
        answer = self.send(path, **more)
        assert answer.status_code == expected, answer.text
        found: Told = answer.json()
        return found

    def refused(self, path: str, /, **more: Any) -> tuple[int, str]:
        """Status and code of a refusal."""
        answer = self.send(path, **more)
        return answer.status_code, answer.json()["code"]

    def open(self, procedure: Procedure) -> Told:
        """The form, with every consent and everybody whom the sample names."""
        consent = [one.source for one in procedure.consent]
        form = self.told("forms", 201, procedure=procedure.slug, account=self.account, consent=consent)
        for role, who in procedure.sample_people.items():
            form = self.told(f"forms/{form['id']}/people", role=role, **person(who))
        return form

    def content(self, procedure: Procedure, form: Told) -> Told:
        """What the sample files, with a scan for each paper that is still asked."""
        papers = []
        for paper in form["papers"]:
            needed = paper["required"] or paper["component"] == LEASE
            if needed and not (paper["on_site"] or paper["document"] or paper["by_data"]):
                papers.append(self.paper(paper["component"], form=form["id"]))
        return {"form": form["id"], "values": dict(procedure.sample), "papers": papers}

    def file(self, slug: str = RESIDENCE, **values: Any) -> Told:
        """The dossier of a sample, or of other values."""
        procedure = service(slug)
        content = self.content(procedure, self.open(procedure))
        return self.told("dossiers", 201, **{**content, "values": values or content["values"]})

    def upload(self, component: str = LEASE, content: bytes = PDF, *, behalf: str = "", **more: Any) -> httpx2.Response:
        """A file for a form or a dossier."""
        body = {
            "component": component, "name": "hop-dong.pdf", "media_type": "application/pdf",
            "content": base64.b64encode(content).decode(), **more,
        }  # fmt: skip
        return self.send("attachments", behalf=behalf, **body)

    def paper(self, component: str = LEASE, **more: Any) -> Told:
        """A paper that was uploaded."""
        answer = self.upload(component, **more)
        assert answer.status_code == 201, answer.text
        return {"component": component, "attachment": answer.json()["id"]}

    def show(self, code: str, behalf: str = RECEIVER) -> Told:
        """The dossier as an officer sees it."""
        return self.told(f"dossiers/{code}", method="GET", behalf=behalf)

    def step(self, code: str, event: str, behalf: str = RECEIVER, **more: Any) -> Told:
        """A step on the dossier as it is now."""
        version = more.pop("version", None) or self.show(code)["version"]
        return self.told(f"dossiers/{code}/steps", behalf=behalf, event=event, version=version, **more)

    def not_step(self, code: str, event: str, behalf: str = RECEIVER, **more: Any) -> str:
        """The code of the refusal of a step; the dossier stays as it was."""
        before = self.show(code)
        version = more.pop("version", before["version"])
        refusal = self.refused(f"dossiers/{code}/steps", behalf=behalf, event=event, version=version, **more)
        after = self.show(code)
        assert {**after, "due": ""} == {**before, "due": ""}
        return refusal[1]

    def pay(self, code: str, state: str = "paid") -> Told:
        """Pay at the stand-in."""
        payment = self.told("payments", 201, dossier=code)
        return self.told(f"payments/{payment['id']}/settle", state=state)

    def processing(self, slug: str = RESIDENCE) -> str:
        """A dossier in status 4, its fee paid if it has one: its code."""
        dossier = self.file(slug)
        code: str = dossier["code"]
        self.step(code, "receive")
        if dossier["fee"]:
            self.step(code, "ask_payment")
            self.pay(code)
        self.step(code, "process", PROCESSOR)
        return code


def person(who: str | dict[str, str]) -> Told:
    """Number, name and birth date of a persona, or as given."""
    if not isinstance(who, str):
        return dict(who)
    told = contracts.read_yaml(contracts.root() / "personas" / f"{who}.yaml")
    citizen = told["population_db"]["citizen"]
    return {"cccd": told["numbers"]["cccd"], "full_name": told["name"], "born_on": citizen["born_on"]}


def at_once(portal: Register, asks: list[tuple[str, str, Told]]) -> list[tuple[int, Told]]:
    """Several posts in flight together, on the portal's own event loop."""
    auth = ("portal", SECRETS["portal"])

    async def sent() -> list[tuple[int, Told]]:
        transport = httpx.ASGITransport(portal.http.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver", auth=auth) as http:

            async def one(path: str, behalf: str, body: Told) -> tuple[int, Told]:
                answer = await http.post(f"/v1/{path}", json=body, headers={"X-On-Behalf-Of": behalf})
                return answer.status_code, answer.json()

            return await asyncio.gather(*(one(*ask) for ask in asks))

    bridge = portal.http.portal
    assert bridge is not None
    found: list[tuple[int, Told]] = bridge.call(sent)
    return found
