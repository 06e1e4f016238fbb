"""Every misbehaviour meets every client, and what came of it is what the documentation says."""

import os
from pathlib import Path

import pytest

from services.eid_auth.rules import corruptions
from tests.clients.caught import COLUMNS, OF_APACHE, STRICT, Column, record, recorded
from tests.clients.parties import REFUSE, Party


def outcomes(column: str) -> Column:
    found = recorded()[column]["outcomes"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("column", COLUMNS)
def test_each_client_does_what_is_recorded(column: str, party: Party, tmp_path: Path) -> None:
    version, tried, strict = COLUMNS[column]
    found = tried(party, tmp_path, strict=strict)
    if os.environ.get("RECORD_CAUGHT"):
        record(column, version(), found)
    known = recorded()[column]
    if column == "mod_auth_openidc" and known["version"] != version():
        pytest.skip(f"recorded with {known['version']}, this distribution has {version()}")
    assert known == {"version": version(), "outcomes": found}


@pytest.mark.parametrize("column", STRICT)
@pytest.mark.parametrize("name", [one.name for one in corruptions.ALL.values() if one.refuse == "must"])
def test_the_first_two_refuse_every_token_that_must_be_refused(column: str, name: str) -> None:
    assert outcomes(column)[name].startswith("refused")


@pytest.mark.parametrize("column", COLUMNS)
def test_nobody_refuses_what_is_allowed(column: str) -> None:
    allowed = [name for name, refuse in REFUSE.items() if refuse == "must not" and name in outcomes(column)]
    assert allowed
    assert {outcomes(column)[name] for name in allowed} == {"accepted"}


@pytest.mark.parametrize("name", [name for name, refuse in REFUSE.items() if refuse == "must"])
def test_nothing_that_must_be_refused_passes_both(name: str) -> None:
    assert any(outcomes(column)[name].startswith("refused") for column in STRICT)


@pytest.mark.parametrize("column", COLUMNS)
def test_nothing_is_left_out_of_the_record(column: str) -> None:
    assert list(outcomes(column)) == (OF_APACHE if column == "mod_auth_openidc" else list(REFUSE))
