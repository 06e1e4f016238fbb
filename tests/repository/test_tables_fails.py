"""The writing of generated tables is tried on marks that are missing and on tables that are old."""

import pytest
from pydantic import Field
from pydantic_settings import BaseSettings

from scripts import tables
from scripts.markdown import filled


class Knobs(BaseSettings):
    people: int = Field(default=10, description="How many | roughly")
    split: bool = Field(default=False, description="Apart")


def test_a_table_is_put_between_its_marks_and_nothing_else_is_touched() -> None:
    page = "before\n<!-- table:knobs -->\nold\n<!-- /table -->\nafter\n"
    once = filled(page, "knobs", "| new |")
    assert once == "before\n<!-- table:knobs -->\n\n| new |\n\n<!-- /table -->\nafter\n"
    assert filled(once, "knobs", "| new |") == once


def test_a_page_without_marks_is_an_error() -> None:
    with pytest.raises(LookupError, match="knobs"):
        filled("no marks\n", "knobs", "| new |")


def test_a_knob_appears_under_each_of_its_names() -> None:
    assert "| `MOTCUA_PEOPLE` | `--people` | `10` | How many \\| roughly |" in tables.knobs(Knobs)
    assert "# Apart\n# MOTCUA_SPLIT=false\n" in tables.env_sample(Knobs)
