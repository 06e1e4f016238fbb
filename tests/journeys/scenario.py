"""What came before a contract case, lived on a whole sandbox; ids that are drawn by lot are called as in the case."""

import json
from typing import Any

import httpx

from motcua.stack import Sandbox
from motcua.wire import cases
from tests.journeys.citizens import found
from tests.journeys.filing import Filing, person, procedures

HEADERS = {"X-Request-Id": "req-0001", "X-On-Behalf-Of": "officer:CB001", "X-Purpose-Dossier": "H99.1-260701-0001"}
ACCOUNT = "0b7f6f0e-3f6e-4999-9d3a-5f1f5a0c2d11"
FORM = "5a9d1c1e-58b4-4999-9e0f-2f6d1f9b7a10"
PAYMENT = "99900000000000000000000000000001"
UPLOAD = "9990000000000000000000000000000a"
DOCUMENT = "9990-0000-0000-000{}"
"""What a case calls them; documents are counted in the order of their making, uploads have one letter each."""
PATHS = {
    "reconcile": ("POST", "/v1/reconciliations"),
    "find": ("GET", "/v1/reconciliations"),
    "show": ("GET", "/v1/reconciliations/{case_id}"),
    "rerun": ("POST", "/v1/reconciliations/{case_id}/rerun"),
    "lookup-account": ("POST", "/v1/portal-accounts/lookup"),
    "recheck": ("POST", "/v1/portal-accounts/recheck"),
    "claim-old": ("POST", "/v1/portal-accounts/claim-old"),
    "merge-old": ("POST", "/v1/portal-accounts/merge-old"),
    "set-contacts": ("POST", "/v1/portal-accounts/contacts"),
    "find-procedures": ("GET", "/v1/procedures"),
    "show-procedure": ("GET", "/v1/procedures/{slug}"),
    "open-form": ("POST", "/v1/forms"),
    "show-form": ("GET", "/v1/forms/{form_id}"),
    "save-draft": ("POST", "/v1/forms/{form_id}/draft"),
    "find-person": ("POST", "/v1/forms/{form_id}/people"),
    "check-form": ("POST", "/v1/forms/{form_id}/check"),
    "upload-file": ("POST", "/v1/attachments"),
    "drop-upload": ("DELETE", "/v1/attachments/{file_id}"),
    "file-dossier": ("POST", "/v1/dossiers"),
    "find-dossiers": ("GET", "/v1/dossiers"),
    "show-dossier": ("GET", "/v1/dossiers/{code}"),
    "dossier-history": ("GET", "/v1/dossiers/{code}/history"),
    "take-step": ("POST", "/v1/dossiers/{code}/steps"),
    "register-book": ("POST", "/v1/dossiers/books"),
    "control-sheet": ("POST", "/v1/dossiers/{code}/control-sheet"),
    "begin-payment": ("POST", "/v1/payments"),
    "show-payment": ("GET", "/v1/payments/{payment_id}"),
    "settle-payment": ("POST", "/v1/payments/{payment_id}/settle"),
    "find-documents": ("POST", "/v1/documents/find"),
    "show-document": ("GET", "/v1/documents/{document_id}"),
    "share-document": ("POST", "/v1/documents/{document_id}/share"),
    "stop-sharing": ("POST", "/v1/documents/{document_id}/stop-sharing"),
    "revoke-document": ("POST", "/v1/documents/{document_id}/revoke"),
    "verify-document": ("POST", "/v1/documents/verify"),
}


class Scenario:
    """A persona at the portal, on the way to the question of a case."""

    def __init__(self, sandbox: Sandbox, case: cases.Case) -> None:
        self.sandbox, self.case = sandbox, case
        self.real: dict[str, str] = {}
        self.form: dict[str, Any] = {}
        self.dossier = ""
        secret = f"{case.by}-sandbox-secret" if case.by == "portal" else f"{case.by}-secret"
        self.http = httpx.Client(
            base_url=sandbox.urls["portal"], auth=(case.by, secret), trust_env=False, headers=dict(HEADERS)
        )

    def put(self) -> tuple[int, Any]:
        """Live what came before, ask what the case asks; ids in the answer are called as in the case."""
        with self.http:
            for step in self.case.before:
                self._live(step)
            self.http.headers["X-On-Behalf-Of"] = self.case.behalf or self._behalf()
            self.http.headers["X-Purpose-Procedure"] = self.case.procedure
            method, path = PATHS[self.case.operation]
            ask = json.loads(self._said(json.dumps(self.case.ask)))
            path = path.format(**{name: ask.pop(name) for name in list(ask) if f"{{{name}}}" in path})
            body = {"params": ask} if method == "GET" else {"json": ask} if ask else {}
            answer = self.http.request(method, path, **body)
            self._hear_documents()
            return answer.status_code, json.loads(self._heard(answer.text))

    def _behalf(self) -> str:
        known = self.real.get(ACCOUNT) if self.case.by == "portal" else None
        return f"citizen:{known}" if known else HEADERS["X-On-Behalf-Of"]

    def _said(self, text: str) -> str:
        for alias, real in self.real.items():
            text = text.replace(alias, real)
        return text

    def _heard(self, text: str) -> str:
        for alias, real in self.real.items():
            text = text.replace(real, alias)
        return text

    def _live(self, step: dict[str, Any]) -> None:
        lived = getattr(self, f"_{next(iter(step))}", None)
        if lived is None:
            assert self.http.post("/v1/reconciliations", json=step).status_code == 201
        else:
            lived(**step)

    def _sign_in(self, sign_in: str) -> None:
        headers = {"Accept": "text/html", "Sandbox-Persona": sign_in, "X-Request-Id": HEADERS["X-Request-Id"]}
        url = self.sandbox.urls["portal"]
        with httpx.Client(base_url=url, headers=headers, follow_redirects=True, trust_env=False) as http:
            self.real[ACCOUNT] = found(r'data-testid="account-id">([^<]+)<', http.get("/sign-in").text)
        self.http.headers["X-On-Behalf-Of"] = self._behalf()

    def _then(self, then: str, ask: dict[str, Any]) -> None:
        method, path = PATHS[then]
        answer = self.http.request(method, path, json={**ask, "account": self.real[ACCOUNT]})
        assert answer.status_code == 200, answer.text

    def _open(self, open: str) -> None:  # noqa: A002  # the word of the case
        procedure = procedures(self.sandbox)[open]
        consent = [one["source"] for one in procedure["consent"]]
        body = {"procedure": open, "account": self.real[ACCOUNT], "consent": consent}
        self.form = self._ok("/v1/forms", body, 201)
        self.real[FORM] = self.form["id"]
        for role, who in procedure["sample_people"].items():
            self.form = self._ok(f"/v1/forms/{self.form['id']}/people", {"role": role, **person(who)}, 200)

    def _upload(self, upload: str) -> None:
        with Filing(self.sandbox, self.real[ACCOUNT]) as filing:
            self.real[UPLOAD] = filing.upload(self.form, upload)

    def _file(self, file: bool) -> None:
        assert file
        with Filing(self.sandbox, self.real[ACCOUNT]) as filing:
            self.dossier = filing.file(procedures(self.sandbox)[self.form["procedure"]], self.form)["code"]

    def _step(self, step: dict[str, Any]) -> None:
        told = dict(step)
        officer = {"X-On-Behalf-Of": told.pop("by")}
        version = self.http.get(f"/v1/dossiers/{self.dossier}", headers=officer).json()["version"]
        answer = self.http.post(
            f"/v1/dossiers/{self.dossier}/steps", json={"version": version, **told}, headers=officer
        )
        assert answer.status_code == 200, answer.text
        self._hear_documents()

    def _supplement(self, supplement: str) -> None:
        behalf = self.http.headers["X-On-Behalf-Of"]
        with Filing(self.sandbox, self.real[ACCOUNT]) as filing:
            given = {"component": supplement, "attachment": filing.upload(self.form, supplement, dossier=self.dossier)}
        self._step({"by": behalf, "event": "supplement", "papers": [given]})

    def _begin_payment(self, begin_payment: bool) -> None:
        assert begin_payment
        self.real[PAYMENT] = self._ok("/v1/payments", {"dossier": self.dossier}, 201)["id"]

    def _settle(self, settle: str) -> None:
        self._ok(f"/v1/payments/{self.real[PAYMENT]}/settle", {"state": settle}, 200)
        self._hear_documents()

    def _hear_documents(self) -> None:
        """Name the documents of the dossier that are new, in the order of their making."""
        if not self.dossier or ACCOUNT not in self.real:
            return
        body = {"account": self.real[ACCOUNT]}
        behalf = {"X-On-Behalf-Of": f"citizen:{self.real[ACCOUNT]}"}
        listed = self.http.post("/v1/documents/find", json=body, headers=behalf).json()["documents"]
        known = set(self.real.values())
        for document in reversed([one for one in listed if one["id"] not in known]):
            number = sum(alias.startswith(DOCUMENT.format("")) for alias in self.real) + 1
            self.real[DOCUMENT.format(number)] = document["id"]

    def _ok(self, path: str, body: dict[str, Any], status: int) -> dict[str, Any]:
        answer = self.http.post(path, json=body)
        assert answer.status_code == status, answer.text
        told: dict[str, Any] = answer.json()
        return told
