"""What the code offers is what the documents say."""

from pathlib import Path

from motcua.chassis.settings import Settings
from scripts import locks, tables
from scripts.commands import commands, option_rows, options
from scripts.refusals import refusals
from tests.repository import documented

ROOT = Path(__file__).parents[2]


def test_every_knob_is_documented_and_offered_at_every_door() -> None:
    found = documented.undocumented_knobs(ROOT, Settings, options("motcua up"))
    assert not found, "\n" + "\n".join(found)


def test_no_document_names_a_knob_that_does_not_exist() -> None:
    assert not documented.unknown_knobs(ROOT, Settings)


def test_every_command_is_documented_with_a_sentence() -> None:
    assert not documented.unlisted(ROOT, "docs/commands.md", [usage for usage, _ in commands()])
    assert not [usage for usage, sentence in commands() if not sentence]
    assert not [row for row in option_rows() if not row[1]]


def test_every_refusal_has_a_code_of_its_own_and_says_when_in_both_languages() -> None:
    codes = [refusal.code for refusal in refusals()]
    assert len(codes) == len(set(codes))
    assert not [r.code for r in refusals() if not (r.title and r.title_en and r.when and 400 <= r.status < 600)]
    assert not documented.unlisted(ROOT, "docs/refusals.md", codes)


def test_every_endpoint_says_how_it_differs_from_the_real_one() -> None:
    found = documented.endpoints_without_a_word(ROOT)
    assert not found, "\n" + "\n".join(found)


def test_generated_tables_say_what_the_code_says() -> None:
    assert not tables.stale(ROOT)


def test_the_changelog_knows_the_version() -> None:
    assert not documented.versions(ROOT)


def test_the_locks_are_whole() -> None:
    assert not locks.check(ROOT)
