"""Knobs are declared once: ``motcua up`` offers exactly those of Settings, by the same names, with their defaults."""

import re
from typing import Any

import pytest
import typer

from motcua.chassis.settings import Settings
from motcua.cli import app
from motcua.cli.finding import settings
from motcua.cli.up import warn
from motcua.stack import Trouble


def options_of_up() -> dict[str, Any]:
    group: Any = typer.main.get_command(app)
    return {parameter.name: parameter for parameter in group.commands["up"].params}


def test_every_knob_is_an_option_and_every_option_a_knob() -> None:
    assert set(options_of_up()) - {"as_json", "help"} == set(Settings.model_fields)


def test_an_option_that_is_not_given_leaves_the_environment_its_say() -> None:
    assert {name: one.default for name, one in options_of_up().items() if name in Settings.model_fields} == (
        dict.fromkeys(Settings.model_fields)
    )


def test_help_shows_each_sentence_and_default() -> None:
    for name, option in options_of_up().items():
        if name in Settings.model_fields:
            field = Settings.model_fields[name]
            assert option.help.startswith(field.description)
            assert (f"[{field.default}]" in option.help) == (field.default not in {None, ""})


def test_a_wrong_value_is_named_as_the_user_knows_it() -> None:
    with pytest.raises(Trouble, match=r"--people \(MOTCUA_PEOPLE\)"):
        settings(people=1)


@pytest.mark.parametrize(("knob", "value"), [("host", "0.0.0.0"), ("real_numbers", True), ("log_unmasked", True)])  # noqa: S104
def test_what_weakens_a_promise_is_announced(capsys: pytest.CaptureFixture[str], knob: str, value: object) -> None:
    warn(Settings())
    assert not capsys.readouterr().err
    warn(Settings.model_validate({knob: value}))
    assert re.search("CẢNH BÁO.*\n.*WARNING", capsys.readouterr().err)
