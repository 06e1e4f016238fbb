"""Every operation of every service, asked thousands of odd questions: all checks of schemathesis, none switched off.

The committed contract is the source of the questions, the started sandbox answers. ``make fuzz`` asks longer.
"""

import base64
import os
import re
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from motcua.stack import Sandbox
from motcua.wire import contracts

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "20"))
PORTAL = base64.b64encode(b"portal:portal-sandbox-secret").decode()
QUIET = [
    HealthCheck.too_slow,
    HealthCheck.filter_too_much,
    HealthCheck.data_too_large,
    HealthCheck.function_scoped_fixture,
]


class Basic:
    """The portal's credentials, so that schemathesis can also leave them out and see who notices."""

    def get(self, case: Any, context: Any) -> str:
        """The header."""
        return f"Basic {PORTAL}"

    def set(self, case: Any, data: str, context: Any) -> None:
        """Put it on."""
        case.headers = {**(case.headers or {}), "Authorization": data}


def contract(service: str) -> Any:
    """The committed contract of a service, with credentials for what lies below /v1/."""
    schema = schemathesis.openapi.from_path(contracts.root() / "openapi" / f"{service}.json")
    schema.auth().apply_to(path_regex="^/v1/")(Basic)
    return schema


def mislabelled(case: Any) -> bool:
    """Whether a question called valid is not: schemathesis 4.32 puts 0 into one optional header of valid questions."""
    if case.meta is None or case.meta.generation.mode is not schemathesis.GenerationMode.POSITIVE:
        return False
    given = case.headers or {}
    patterns = {
        parameter.name: parameter.definition["schema"].get("pattern", "") for parameter in case.operation.headers
    }
    return any(name in given and not re.search(pattern, given[name]) for name, pattern in patterns.items())


def asked(service: str) -> Any:
    """A test for each operation of ``service``."""

    def test(case: Any, sandbox: Sandbox) -> None:
        if not mislabelled(case):
            case.call_and_validate(base_url=sandbox.urls[service])

    bounded = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=QUIET)
    return contract(service).parametrize()(bounded(test))


test_population_db = asked("population_db")
test_tax_db = asked("tax_db")
test_eid_auth = asked("eid_auth")
test_portal = asked("portal")


@pytest.mark.parametrize("service", ["population_db", "tax_db", "eid_auth", "portal"])
def test_every_operation_is_asked(service: str) -> None:
    assert [operation.ok() for operation in contract(service).get_all_operations()]
