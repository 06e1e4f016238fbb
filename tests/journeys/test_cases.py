"""The portal's contract cases, on a whole sandbox whose clocks stand still: to the letter, on both engines."""

from typing import Any

import pytest

from motcua.stack import Control, Sandbox
from motcua.wire import cases
from tests.journeys.scenario import Scenario


def shape(value: Any) -> Any:
    """An answer without its content: the members and their kinds."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items()}
    if isinstance(value, list):
        return [shape(one) for one in value[:1]]
    return type(value).__name__


@pytest.mark.parametrize("case", cases.of("portal"), ids=lambda case: f"{case.operation}/{case.situation}")
def test_case(case: cases.Case, each_sandbox: Sandbox) -> None:
    Control(each_sandbox.urls).ask("POST", "clock", {"set": case.clock, "freeze": True})
    status, answer = Scenario(each_sandbox, case).put()
    assert status == case.status, answer
    assert (answer if case.exact else shape(answer)) == (case.answer if case.exact else shape(case.answer))
