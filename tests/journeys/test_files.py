"""Commands that need no running sandbox: what they write, and what they say where they cannot."""

import json
from pathlib import Path

import pytest

from motcua.stack.ready import personas
from tests.journeys.programs import motcua, said


def test_doctor_finds_this_machine_fit_and_machines_can_read_why(tmp_path: Path) -> None:
    done = motcua("doctor", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {finding["state"] for finding in json.loads(done.stdout)} <= {"ok", "note"}
    said(motcua("doctor", cwd=tmp_path), ["SQLite", "Máy này chạy được hộp cát"])


def test_doctor_says_what_must_be_mended(tmp_path: Path) -> None:
    unreachable = {"MOTCUA_DATABASE_URL": "postgresql://127.0.0.1:1/none"}
    done = motcua("doctor", cwd=tmp_path, env=unreachable)
    assert done.returncode == 1
    said(done, ["No connection", "To be mended: PostgreSQL"])


def test_personas_are_listed_and_told_whole(tmp_path: Path) -> None:
    everybody = json.loads(said(motcua("personas", "--json", cwd=tmp_path)))
    assert everybody == json.loads(json.dumps(personas()))
    assert len(said(motcua("personas", cwd=tmp_path)).splitlines()) == len(everybody)
    hoa = said(motcua("personas", "hoa-renewed-card", cwd=tmp_path))
    assert "901999001" in hoa
    assert all(outcome["because"]["vi"] in hoa for outcome in everybody["hoa-renewed-card"]["outcomes"])
    assert motcua("personas", "nobody-knows", cwd=tmp_path).returncode == 1


def test_people_are_found_by_situation_and_counted(tmp_path: Path) -> None:
    found = json.loads(said(motcua("people", "--dirt", "DECEASED", "--limit", "3", "--json", cwd=tmp_path)))
    assert [one["living"] for one in found] == ["2", "2", "2"]
    counted = json.loads(said(motcua("people", "--count", "--living", "2", cwd=tmp_path)))
    assert counted["people"] == counted["living"]["2"] > 3
    assert motcua("people", "--has", "wings", cwd=tmp_path).returncode == 1


def test_the_same_seed_writes_the_same_world(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="needs the extra batch: pip install 'motcua[batch]'")
    told = []
    for folder in ("one", "two"):
        done = motcua("world", "--people", "400", "--seed", "3", "--out", folder, "--json", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        told.append(json.loads(done.stdout))
    assert told[0]["digest"] == told[1]["digest"]
    files = [file.relative_to(tmp_path / "one") for file in (tmp_path / "one").rglob("*") if file.is_file()]
    assert files
    assert all((tmp_path / "one" / f).read_bytes() == (tmp_path / "two" / f).read_bytes() for f in files)


@pytest.mark.parametrize(
    "words",
    [
        ("world", "--people", "3", "--out", "w"),
        ("world", "--people", "500", "--as-of", "yesterday", "--out", "w"),
        ("world", "--people", "500", "--out", "/proc/w"),
        ("reconcile", "nowhere.csv", "--register", "nowhere.parquet", "--out", "o.csv"),
        ("openapi", "land_register"),
    ],
)
def test_what_cannot_be_done_is_said_in_two_languages(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = motcua(*words, cwd=tmp_path)
    assert done.returncode == 1
    said(done)
    assert done.stderr.count("✗") == 2
    assert not done.stdout
