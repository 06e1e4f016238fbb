"""``motcua up`` as a newcomer meets it: start, paste, Ctrl-C; twice side by side; what stands in the way is said."""

import json
import os
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.programs import children_of, gone, motcua, port_is_free, read_json, said, shell, up

ALL = ["portal", "population_db", "eid_auth", "tax_db"]


def test_start_paste_the_line_and_end_with_ctrl_c(tmp_path: Path) -> None:
    with up("--ready-file", "ready.json", cwd=tmp_path) as sandbox:
        sandbox.until_ready()
        ready = read_json(tmp_path / "ready.json")
        assert list(sandbox.urls) == ALL
        assert sandbox.urls == ready["services"]
        assert ready["world"]["digest"] in sandbox.printed
        assert set(ready) == {"services", "clients", "personas", "world"}
        assert set(ready["world"]) == {"seed", "as_of", "people", "digest"}
        assert all(set(client) == {"id", "secret", "licence"} for client in ready["clients"])
        hoa = ready["personas"]["hoa-renewed-card"]
        assert hoa["cccd"] == "001171999001"
        assert hoa["story"]["vi"] in sandbox.printed
        assert json.loads(shell(sandbox.line_to_paste(), tmp_path))["verdict"] == "match"
        served = children_of(sandbox.process.pid)
        assert len(served) == 1
        assert sandbox.end(signal.SIGINT) == 0
        assert all(gone(pid) for pid in served)
        assert all(port_is_free(url) for url in ready["services"].values())
        assert not (tmp_path / ".motcua" / "run.json").exists()


def test_the_second_start_is_quick_and_keeps_what_was_written(
    tmp_path: Path, record_property: Callable[[str, object], None], capsys: pytest.CaptureFixture[str]
) -> None:
    case = ""
    for start in ("first", "second"):
        began = time.monotonic()
        with up(cwd=tmp_path) as sandbox:
            sandbox.until_ready()
            seconds = time.monotonic() - began
            record_property(f"{start} start", round(seconds, 2))
            with capsys.disabled():
                print(f"\n  {start} start: {seconds:.2f} s (budget of the second on an idle machine: 1.5 s)")  # noqa: T201
            line = sandbox.line_to_paste()
            if not case:
                case = json.loads(shell(line, tmp_path))["id"]
            else:
                asked_again = line.partition(" -d ")[0].replace("/v1/reconciliations", f"/v1/reconciliations/{case}")
                assert json.loads(shell(asked_again, tmp_path))["id"] == case
            assert sandbox.end() == 0


def test_two_sandboxes_run_side_by_side_from_one_folder(tmp_path: Path) -> None:
    with up(cwd=tmp_path) as one:
        one.until_ready()
        with up(cwd=tmp_path) as two:
            two.until_ready()
            assert not set(one.urls.values()) & set(two.urls.values())
            assert ".motcua-2" in two.printed
            shell(one.line_to_paste(), tmp_path)
            asked = json.loads(said(motcua("journal", "--json", "--data", ".motcua-2", cwd=tmp_path)))
            assert not asked
            assert two.end() == 0
        assert "ok" in said(motcua("status", cwd=tmp_path))
        assert one.end() == 0


def test_every_service_in_a_process_of_its_own(tmp_path: Path) -> None:
    with up("--split", cwd=tmp_path) as sandbox:
        sandbox.until_ready()
        served = children_of(sandbox.process.pid)
        assert len(served) == len(ALL)
        assert json.loads(shell(sandbox.line_to_paste(), tmp_path))["tax"]["outcome"] == "verified"
        assert sandbox.end(signal.SIGTERM) == 0
        assert all(gone(pid) for pid in served)


def test_nothing_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    with up(cwd=tmp_path) as sandbox:
        sandbox.until_ready()
        (served,) = children_of(sandbox.process.pid)
        sandbox.end(signal.SIGKILL)
        assert gone(served)
        assert all(port_is_free(url) for url in sandbox.urls.values())
    with up(cwd=tmp_path) as again:
        assert ".motcua-2" not in again.until_ready().printed


def test_the_parent_says_when_a_child_ends_by_itself(tmp_path: Path) -> None:
    with up(cwd=tmp_path) as sandbox:
        sandbox.until_ready()
        os.kill(children_of(sandbox.process.pid)[0], signal.SIGKILL)
        assert sandbox.process.wait(10) == 1


def test_a_taken_port_is_named_with_the_way_out(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = motcua("up", "--port-base", str(port), cwd=tmp_path)
    assert done.returncode == 1
    said(done, [f"Port {port} (portal)", "--port-base 0", "Không mở được cổng"])


@pytest.mark.parametrize(
    ("words", "said_so"),
    [
        (("--people", "many"), "people"),
        (("--people", "5"), "--people"),
        (("--data", "/proc/motcua"), "/proc/motcua"),
        (("--database-url", "postgresql://nobody@127.0.0.1:1/none"), "127.0.0.1"),
        (("--clients", "nowhere.yaml"), "nowhere.yaml"),
    ],
)
def test_bad_knobs_are_named_without_a_traceback(tmp_path: Path, words: tuple[str, ...], said_so: str) -> None:
    done = motcua("up", "--port-base", "0", *words, cwd=tmp_path)
    assert done.returncode != 0
    said(done, [said_so])


def test_the_environment_offers_the_same_knobs(tmp_path: Path) -> None:
    with up(cwd=tmp_path, env={"MOTCUA_DATA": "elsewhere", "MOTCUA_READY_FILE": "here.json"}) as sandbox:
        sandbox.until_ready()
        assert (tmp_path / "elsewhere" / "run.json").exists()
        assert read_json(tmp_path / "here.json")["services"] == sandbox.urls


def test_other_machines_are_let_in_only_with_a_warning(tmp_path: Path) -> None:
    with up("--host", "0.0.0.0", cwd=tmp_path) as sandbox:  # noqa: S104  # that is the point
        assert "WARNING" in sandbox.until_ready().printed
        assert all("127.0.0.1" in url for url in sandbox.urls.values())


def test_another_seed_never_meets_the_databases_of_the_first(tmp_path: Path) -> None:
    digests = set()
    for seed in ("1", "2"):
        with up("--seed", seed, "--people", "500", "--ready-file", "r.json", cwd=tmp_path) as sandbox:
            sandbox.until_ready()
            digests.add(read_json(tmp_path / "r.json")["world"]["digest"])
            shell(sandbox.line_to_paste(), tmp_path)
            health = json.loads(shell(f"curl -s {sandbox.urls['tax_db']}/_sandbox/health", tmp_path))
            assert health["world"] in digests
    assert len(digests) == 2
