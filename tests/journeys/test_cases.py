"""The portal's contract cases, on a whole sandbox whose clocks stand still: to the letter, on both engines."""

import httpx
import pytest

from motcua.stack import Control, Sandbox
from motcua.wire import cases

HEADERS = {"X-Request-Id": "req-0001", "X-On-Behalf-Of": "officer:CB001", "X-Purpose-Dossier": "H99.1-260701-0001"}
PATHS = {
    "reconcile": ("POST", "/v1/reconciliations"),
    "find": ("GET", "/v1/reconciliations"),
    "show": ("GET", "/v1/reconciliations/{case_id}"),
    "rerun": ("POST", "/v1/reconciliations/{case_id}/rerun"),
}


def put(url: str, case: cases.Case) -> httpx.Response:
    """Ask what the case asks, after what came before it."""
    headers = HEADERS | {"X-Purpose-Procedure": case.procedure}
    with httpx.Client(
        base_url=url, auth=(case.by, f"{case.by}-sandbox-secret"), headers=headers, trust_env=False
    ) as http:
        for ask in case.before:
            assert http.post("/v1/reconciliations", json=ask).status_code == 201
        method, path = PATHS[case.operation]
        ask = dict(case.ask)
        path = path.format(case_id=ask.pop("case_id", ""))
        return http.request(method, path, json=ask or None) if method == "POST" else http.get(path, params=ask)


@pytest.mark.parametrize("case", cases.of("portal"), ids=lambda case: f"{case.operation}/{case.situation}")
def test_case(case: cases.Case, each_sandbox: Sandbox) -> None:
    Control(each_sandbox.urls).ask("POST", "clock", {"set": case.clock, "freeze": True})
    response = put(each_sandbox.urls["portal"], case)
    assert (response.status_code, response.json()) == (case.status, case.answer)
