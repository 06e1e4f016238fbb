"""Faults over real HTTP: each kind does what docs/faults.md says, says so in a header, and is spent as ordered."""

import httpx
import pytest

from motcua.chassis.faults import KINDS, FaultMalformed, FaultPlane, from_header
from motcua.wire.control import FaultRule
from tests.unit.chassis.test_gate import ASK, PATH


def test_slow(service: httpx.Client) -> None:
    answer = service.post(PATH, json=ASK, headers={"Sandbox-Fault": "slow;seconds=0.2"})
    assert answer.json()["verdict"] == "not_found"
    assert answer.headers["sandbox-fault-applied"] == "slow"
    with pytest.raises(httpx.ReadTimeout):
        service.post(PATH, json=ASK, headers={"Sandbox-Fault": "slow;seconds=2"}, timeout=0.1)


def test_refuse_and_rate_limit(service: httpx.Client) -> None:
    answer = service.post(PATH, json=ASK, headers={"Sandbox-Fault": "refuse;code=upstream.timeout"})
    assert (answer.status_code, answer.json()["code"]) == (504, "upstream.timeout")
    answer = service.post(PATH, json=ASK, headers={"Sandbox-Fault": "rate_limit;seconds=7"})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")


def test_drop_and_truncate_cut_the_connection(service: httpx.Client) -> None:
    for kind in ("drop", "truncate"):
        with pytest.raises(httpx.RemoteProtocolError):
            service.post(PATH, json=ASK, headers={"Sandbox-Fault": kind})
    assert service.post(PATH, json=ASK).status_code == 200


def test_garble_keeps_the_length_and_spoils_the_json(service: httpx.Client) -> None:
    good = service.post(PATH, json=ASK)
    bad = service.post(PATH, json=ASK, headers={"Sandbox-Fault": "garble"})
    assert len(bad.content) == len(good.content)
    with pytest.raises(ValueError, match=r".*"):
        bad.json()


def test_an_armed_fault_is_spent_by_the_calls_that_it_means(service: httpx.Client) -> None:
    rule = {"kind": "refuse", "code": "service.unavailable", "next": 1, "person": "901999001", "silent": True}
    armed = service.post("/_sandbox/faults", json=rule).json()
    assert service.post(PATH, json=ASK | {"cmnd": "901999002"}).status_code == 200
    hit = service.post(PATH, json=ASK)
    assert hit.status_code == 503
    assert "sandbox-fault-applied" not in hit.headers
    assert service.post(PATH, json=ASK).status_code == 200
    assert armed["id"] not in service.get("/_sandbox/faults").text


def test_faults_by_client_path_and_id(service: httpx.Client) -> None:
    ids = [
        service.post("/_sandbox/faults", json={"kind": "rate_limit", **only}).json()["id"]
        for only in ({"client": "eid"}, {"path": "/v1/citizens"})
    ]
    assert service.post(PATH, json=ASK).status_code == 200
    assert service.delete("/_sandbox/faults", params={"id": ids[0]}).json()["rows"] == 1
    assert [fault["id"] for fault in service.get("/_sandbox/faults").json()["faults"]] == ids[1:]
    assert service.delete("/_sandbox/faults").json()["rows"] == 1


def test_a_refusal_that_does_not_exist_cannot_be_armed(service: httpx.Client) -> None:
    answer = service.post("/_sandbox/faults", json={"kind": "refuse", "code": "no.such"})
    assert (answer.status_code, answer.json()["code"]) == (404, "fault.refusal-unknown")


def test_a_share_replays_from_its_seed() -> None:
    def hits(seed: int) -> list[bool]:
        plane = FaultPlane()
        plane.arm(FaultRule(kind="drop", share=0.3, seed=seed))
        return [bool(plane.chosen("/v1/x", "portal", b"")) for _ in range(400)]

    assert hits(1) == hits(1)
    assert hits(1) != hits(2)
    assert 0.2 < sum(hits(1)) / 400 < 0.4


def test_every_kind_of_the_wire_is_in_the_table() -> None:
    for kind in KINDS:
        assert from_header(kind)[0].kind == kind
    for wrong in ("", "explode", "slow;colour=red", "slow;seconds=-1", "slow;seconds=x"):
        with pytest.raises(FaultMalformed):
            from_header(wrong)
