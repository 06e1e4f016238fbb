"""Who asks: credentials, licences, and what is passed on to the next system."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.chassis.caller import Caller, Client, Licence, Registry, licensed, registry
from motcua.chassis.problems import ClientUnknown, FieldNotAllowed, OperationNotAllowed, PurposeNotAllowed
from motcua.chassis.settings import Settings

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
KNOWN = Client("province", "sécret:with:colons", "a province", frozenset({"1.004222"}), {"tax_db": Licence()})


def basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


def test_the_committed_registry_is_read() -> None:
    clients = registry(Settings().clients_file)
    assert clients.get("portal").licences["population_db"].operations >= {"resolve-cmnd", "verify"}


def test_good_credentials_twice_and_every_way_to_be_unknown() -> None:
    clients = Registry([KNOWN])
    good = basic("province:sécret:with:colons")
    assert clients.authenticate(good) is clients.authenticate(good) is KNOWN
    for bad in ("", "Basic", "Basic !!!", "Bearer abc", basic("province:no"), basic("nobody:x"), basic("province")):
        with pytest.raises(ClientUnknown):
            clients.authenticate(bad)


@given(st.text(max_size=50))
def test_no_header_makes_it_stumble(text: str) -> None:
    with pytest.raises(ClientUnknown):
        Registry([KNOWN]).authenticate(text)


def test_licence_by_procedure_operation_and_field() -> None:
    assert licensed(KNOWN, "tax_db", "1.004222") == Licence()
    with pytest.raises(PurposeNotAllowed):
        licensed(KNOWN, "tax_db", "1.008503")
    licence = Licence(frozenset({"share"}), frozenset({"sex"}))
    licence.require_operation("share")
    licence.require_fields(["sex"])
    with pytest.raises(OperationNotAllowed):
        licence.require_operation("lookup")
    with pytest.raises(FieldNotAllowed) as refused:
        licence.require_fields(["sex", "religion", "blood_type"])
    assert [problem.field for problem in refused.value.fields] == ["blood_type", "religion"]


def test_one_trace_for_all_upstreams_of_a_request_and_a_span_for_each() -> None:
    inherited = Caller("portal", request_id="r1", traceparent=TRACE, tracestate="vendor=1")
    first, second = inherited.headers(), inherited.headers()
    assert first["traceparent"][:35] == TRACE[:35]
    assert first["traceparent"] != second["traceparent"] != TRACE
    assert first["tracestate"] == "vendor=1"
    own = Caller("portal", request_id="r1")
    assert own.headers()["traceparent"][:35] == own.headers()["traceparent"][:35]
    assert own.headers()["traceparent"][:35] != Caller("portal", request_id="r2").headers()["traceparent"][:35]
