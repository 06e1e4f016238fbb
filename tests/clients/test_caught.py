"""Every misbehaviour meets every client, and what came of it is what the documentation says."""

import os
from pathlib import Path

import pytest

from motcua.stack import Sandbox
from services.eid_auth.rules import corruptions
from tests.clients.caught import COLUMNS, STRICT, TRIED, Column, Where, record, recorded
from tests.clients.parties import REFUSE, Party


def outcomes(column: str) -> Column:
    found = recorded()[column]["outcomes"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("column", COLUMNS)
def test_each_client_does_what_is_recorded(column: str, party: Party, sandbox: Sandbox, tmp_path: Path) -> None:
    version, tried = COLUMNS[column]
    found = tried(Where(party, sandbox.urls["portal"], tmp_path))
    if os.environ.get("RECORD_CAUGHT"):
        record(column, version(), found)
    known = recorded()[column]
    if column == "mod_auth_openidc" and known["version"] != version():
        # Another distribution's version: it may catch more than is recorded, never less.
        before = outcomes(column)
        assert {name for name, said in before.items() if said.startswith("refused")} <= {
            name for name, said in found.items() if said.startswith("refused")
        }
        return
    assert known == {"version": version(), "outcomes": found}


@pytest.mark.parametrize("column", STRICT)
@pytest.mark.parametrize("name", [one.name for one in corruptions.ALL.values() if one.refuse == "must"])
def test_the_first_two_refuse_every_token_that_must_be_refused(column: str, name: str) -> None:
    assert outcomes(column)[name].startswith("refused")


@pytest.mark.parametrize("name", TRIED["our portal"])
def test_our_portal_does_all_that_the_standard_asks(name: str) -> None:
    wanted = {"must": "refused", "should": "refused", "should not": "accepted", "must not": "accepted"}
    found = outcomes("our portal")[name].partition(" ")[0]
    assert found == wanted.get(REFUSE[name], found)


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
    assert list(outcomes(column)) == TRIED.get(column, list(REFUSE))
