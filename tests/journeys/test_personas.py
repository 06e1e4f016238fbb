"""Every persona gets, through the portal, what its file promises: the same on SQLite and on PostgreSQL."""

from typing import Any

import httpx
import pytest

from motcua.stack import Control, Sandbox
from motcua.stack.ready import personas
from motcua.wire.reconciliations import Reconciliation
from tests.conftest import ENGINES, StackOn

PERSONAS = personas()
OFFICER = {"X-Purpose-Procedure": "1.004222", "X-On-Behalf-Of": "officer:CB001"}


@pytest.fixture(scope="module", params=ENGINES)
def sandbox(request: pytest.FixtureRequest, stack_on: StackOn) -> Sandbox:
    """Pristine at first, and again after whatever changed a register: outcomes are promised of the pristine world."""
    return stack_on(request.param)


@pytest.mark.parametrize("slug", PERSONAS)
def test_the_portal_answers_as_documented(sandbox: Sandbox, slug: str) -> None:
    url = f"{sandbox.urls['portal']}/v1/reconciliations"
    with httpx.Client(auth=("tinh-demo", "tinh-demo-secret"), headers=OFFICER, trust_env=False) as officer:
        for outcome in PERSONAS[slug]["outcomes"]:
            answer = officer.post(url, json=outcome["ask"])
            assert answer.is_success, answer.text
            case = Reconciliation.model_validate_json(answer.content)
            assert said(case, outcome["answer"]) == outcome["answer"], outcome["because"]["en"]
            assert officer.get(f"{url}/{case.id}").json()["verdict"] == case.verdict
            if outcome["ask"].get("link"):
                Control(sandbox.urls).ask("POST", "reset")


def said(case: Reconciliation, promised: dict[str, Any]) -> dict[str, Any]:
    """The case, as far as a persona's file promises anything about it; nobody else's number is ever disclosed."""
    everything = {
        "verdict": case.verdict,
        "cccd": case.cccd,
        "flags": list(case.flags),
        "tax": case.tax.outcome,
        "reasons": [reason.code for reason in case.reasons],
    }
    assert "cccd" in promised or case.cccd is None
    return {name: value for name, value in everything.items() if name in promised}
