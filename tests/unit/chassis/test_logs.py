"""Logs are JSON, and no identity number gets through."""

import json
import logging

from hypothesis import given
from hypothesis import strategies as st

from motcua.chassis.clock import Clock
from motcua.chassis.logs import Lines, mask


@given(st.from_regex("[0-9]{8,13}", fullmatch=True), st.sampled_from(["", " ", "cccd=", '"', "-"]))
def test_no_long_number_survives(number: str, before: str) -> None:
    masked = mask(f"{before}{number} end")
    assert number not in masked
    assert sum(character.isdigit() for character in masked) <= 6


def test_a_line_is_one_json_object_with_its_data() -> None:
    record = logging.LogRecord("motcua", logging.WARNING, "", 0, "lookup of %s", ("001171999001",), None)
    record.data = {"about": "901999001", "path": "/v1/x"}
    line = json.loads(Lines(Clock(), unmasked=False).format(record))
    assert line["message"] == "lookup of 001***001"
    assert (line["about"], line["level"], line["path"]) == ("901***001", "warning", "/v1/x")
