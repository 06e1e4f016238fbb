"""Every contract case gets its answer, from a pristine register, to the letter."""

import pytest

from motcua.wire import cases
from tests.unit.services.conftest import Start

CASES = [case for service in ("population_db", "tax_db", "eid_auth") for case in cases.of(service)]


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.service}/{case.operation}/{case.situation}")
def test_case(case: cases.Case, engine: str, start: Start) -> None:
    register = start(case.service, engine)
    register.clock(case.clock)
    paths = register.http.get("/openapi.json").json()["paths"]
    name = case.operation.replace("-", "_")
    (path,) = [path for path, methods in paths.items() if name in [one["operationId"] for one in methods.values()]]
    response = register.ask(path, by=case.by, procedure=case.procedure, **case.ask)
    assert (response.status_code, response.json()) == (case.status, case.answer)
