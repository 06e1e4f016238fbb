"""The control plane over real HTTP."""

import httpx

ROW = {"cccd": "001171900123", "full_name": "NGUYỄN VĂN THỬ", "born_on": "1971", "sex": "1", "living_status": "1"}


def test_health_and_readiness(service: httpx.Client) -> None:
    for path in ("/_sandbox/health", "/_sandbox/ready"):
        body = service.get(path).json()
        assert (body["status"], body["service"]) == ("ok", "population_db")


def test_the_clock_moves_freezes_and_comes_back(service: httpx.Client) -> None:
    set_to = {"set": "2026-07-01T00:30:00+07:00", "freeze": True}
    state = service.post("/_sandbox/clock", json=set_to).json()
    assert (state["today"], state["frozen"]) == ("2026-07-01", True)
    state = service.post("/_sandbox/clock", json={"advance": -3600}).json()
    assert (state["today"], state["now"][:16]) == ("2026-06-30", "2026-06-30T16:30")
    state = service.post("/_sandbox/clock", json={"freeze": False}).json()
    assert not state["frozen"]
    assert state["now"].startswith("2026-06-30T16:30")
    assert service.post("/_sandbox/clock", json={"reset": True}).json()["shift_seconds"] == 0
    naive = service.post("/_sandbox/clock", json={"set": "2026-07-01T00:30:00"})
    assert (naive.status_code, naive.json()["code"]) == (422, "body.malformed")


def test_rows_of_ones_own_only_with_synthetic_numbers_and_all_or_nothing(service: httpx.Client) -> None:
    seed = {"table": "citizens", "rows": [ROW]}
    assert service.post("/_sandbox/seed", json=seed).json() == {"done": "seeded citizens", "rows": 1}
    again = service.post("/_sandbox/seed", json={"table": "citizens", "rows": [ROW | {"cccd": "001171900124"}, ROW]})
    assert (again.status_code, again.json()["code"]) == (409, "seed.refused")
    real = service.post("/_sandbox/seed", json={"table": "citizens", "rows": [ROW | {"cccd": "001171000123"}]})
    assert real.json()["fields"][0]["code"] == "number.not-synthetic"
    odd = service.post("/_sandbox/seed", json={"table": "citizens", "rows": [{"colour": "red"}]})
    assert odd.json()["fields"][0]["code"] == "column.unknown"
    assert service.post("/_sandbox/seed", json={"table": "secrets", "rows": [{}]}).status_code == 409


def test_reset_and_snapshots(service: httpx.Client) -> None:
    service.post("/_sandbox/seed", json={"table": "citizens", "rows": [ROW]})
    assert service.post("/_sandbox/snapshot", json={"name": "mine"}).json()["done"] == "saved mine"
    service.post("/_sandbox/faults", json={"kind": "stale"})
    assert service.post("/_sandbox/reset").json()["done"] == "reset"
    assert service.get("/_sandbox/faults").json() == {"faults": []}
    assert service.post("/_sandbox/audit", json={}).json()["total"] == 0
    assert service.get("/_sandbox/snapshot").json() == {"names": ["mine"]}
    assert service.post("/_sandbox/snapshot", json={"name": "mine", "restore": True}).json()["done"] == "restored mine"
    twice = service.post("/_sandbox/seed", json={"table": "citizens", "rows": [ROW]})
    assert twice.status_code == 409, "the row came back with the snapshot"
    lost = service.post("/_sandbox/snapshot", json={"name": "lost", "restore": True})
    assert (lost.status_code, lost.json()["code"]) == (404, "snapshot.unknown")


def test_the_clock_keeps_to_sensible_years(service: httpx.Client) -> None:
    service.post("/_sandbox/clock", json={"set": "2026-07-01T00:00:00Z", "freeze": True})
    for ask in ({"set": "9999-12-31T23:59:59Z"}, {"set": "2199-12-31T23:59:59Z", "advance": 10}):
        answer = service.post("/_sandbox/clock", json=ask)
        assert (answer.status_code, answer.json()["code"]) == (409, "clock.out-of-range")
    assert service.get("/_sandbox/clock").json()["now"].startswith("2026-07-01T00:00:00")
