"""The portal's contract cases, on a whole sandbox whose clocks stand still: to the letter, on both engines."""

import json
from typing import Any

import httpx
import pytest

from motcua.stack import Control, Sandbox
from motcua.wire import cases
from tests.journeys.citizens import found

HEADERS = {"X-Request-Id": "req-0001", "X-On-Behalf-Of": "officer:CB001", "X-Purpose-Dossier": "H99.1-260701-0001"}
ACCOUNT = "0b7f6f0e-3f6e-4999-9d3a-5f1f5a0c2d11"
"""What a case calls an account: real ids are drawn by lot, so the real one takes its place."""
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
}


def put(url: str, case: cases.Case) -> tuple[int, Any]:
    """Ask what the case asks, after what came before it; an account's id is called as in the case."""
    headers = HEADERS | {"X-Purpose-Procedure": case.procedure}
    secret = f"{case.by}-sandbox-secret" if case.by == "portal" else f"{case.by}-secret"
    with httpx.Client(base_url=url, auth=(case.by, secret), headers=headers, trust_env=False) as http:
        account = came_before(http, case)
        if account and case.by == "portal":
            http.headers["X-On-Behalf-Of"] = f"citizen:{account}"
        method, path = PATHS[case.operation]
        ask = dict(case.ask)
        path = path.format(case_id=ask.pop("case_id", ""))
        ask |= {"account": account} if account and "account" in ask else {}
        answer = http.request(method, path, json=ask or None) if method == "POST" else http.get(path, params=ask)
        return answer.status_code, json.loads(answer.text.replace(account or ACCOUNT, ACCOUNT))


def came_before(http: httpx.Client, case: cases.Case) -> str:
    """Open reconciliations, sign personas in, send what else there is; the id of the account that signed in last."""
    account = ""
    for step in case.before:
        if "sign_in" in step:
            account = signed_in(str(http.base_url), step["sign_in"])
        elif "then" in step:
            http.headers["X-On-Behalf-Of"] = f"citizen:{account}"
            assert http.post(PATHS[step["then"]][1], json={**step["ask"], "account": account}).status_code == 200
        else:
            assert http.post("/v1/reconciliations", json=step).status_code == 201
    return account


def signed_in(url: str, slug: str) -> str:
    """The id of a persona's account, after a sign-in."""
    headers = {"Accept": "text/html", "Sandbox-Persona": slug, "X-Request-Id": HEADERS["X-Request-Id"]}
    with httpx.Client(base_url=url, headers=headers, follow_redirects=True, trust_env=False) as http:
        return found(r'data-testid="account-id">([^<]+)<', http.get("/sign-in").text)


@pytest.mark.parametrize("case", cases.of("portal"), ids=lambda case: f"{case.operation}/{case.situation}")
def test_case(case: cases.Case, each_sandbox: Sandbox) -> None:
    Control(each_sandbox.urls).ask("POST", "clock", {"set": case.clock, "freeze": True})
    assert put(each_sandbox.urls["portal"], case) == (case.status, case.answer)
