"""Where nothing may be skipped (CI, ``make test-postgres``), a skip is a failure that says what is missing."""

import os
from collections.abc import Generator
from typing import Any

import pytest

NO_SKIPS = "NO_SKIPS"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure while the variable NO_SKIPS is set; an expected failure stays one."""
    report = yield
    if os.environ.get(NO_SKIPS) and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but {NO_SKIPS} is set: {_reason(report.longrepr)}"
    return report


def _reason(longrepr: Any) -> str:
    return str(longrepr[2]) if isinstance(longrepr, tuple) else str(longrepr)
