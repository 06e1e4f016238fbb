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
    if "get" in paths[path]:
        response = register.get(path, by=case.by, **case.ask)
    else:
        response = register.ask(path, by=case.by, procedure=case.procedure, **case.ask)
    got = response.json()
    if not case.exact:
        got = got | {member: case.answer[member] for member, value in got.items() if alike(value, case.answer[member])}
    assert (response.status_code, got) == (case.status, case.answer)


def alike(a: object, b: object) -> bool:
    """Whether two values of a contract have the same shape; nothing may stand for anything."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(alike(a[member], b[member]) for member in a)
    if isinstance(a, list) and isinstance(b, list):
        return all(alike(one, other) for one in a for other in b)
    return a is None or b is None or type(a) is type(b)
