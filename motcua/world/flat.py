"""The population register as one flat table for batch reconciliation: a row per person and CMND."""

import numpy as np

from motcua.wire.slices import CITIZENS, NUMBERS, Table
from motcua.world.columns import Column, Digits, Frame, taken
from motcua.world.papers import Papers

REGISTER = Table("register", "citizens", ("cccd", "cmnd", "full_name", "born_on", "sex", "province", "status"))


def register(frames: list[Frame], papers: Papers) -> Frame:
    """Rows person by person, the CMND in order of issue; one row with an empty ``cmnd`` where none is registered."""
    held = np.stack([number >= 0 for number in papers.cmnd], axis=1) & ~papers.unregistered[:, None]
    held[:, 0] |= ~held.any(axis=1)
    place = np.flatnonzero(held.ravel())
    person = (place // 3).astype(np.int32)
    numbers = np.stack([np.where(papers.unregistered, -1, number) for number in papers.cmnd], axis=1).ravel()[place]
    citizens = next(frame for frame in frames if frame.table is CITIZENS)
    numbers_ = next(frame for frame in frames if frame.table is NUMBERS)
    source = citizens.columns
    columns: dict[str, Column] = {
        "cccd": taken(source["cccd"], person),
        "cmnd": Digits(numbers, 9),
        "full_name": taken(source["full_name"], person),
        "born_on": taken(source["born_on"], person),
        "sex": taken(source["sex"], person),
        "province": taken(source["permanent_province"], person),
        "status": taken(source["living_status"], person),
    }
    return Frame(REGISTER, len(person), columns, _personas(citizens, numbers_))


def _personas(citizens: Frame, numbers: Frame) -> list[dict[str, str]]:
    rows = []
    for citizen in citizens.persons:
        row = {"province": citizen["permanent_province"], "status": citizen["living_status"]}
        row |= {name: citizen[name] for name in ("cccd", "full_name", "born_on", "sex")}
        held = [
            each["number"] for each in numbers.persons if each["cccd"] == citizen["cccd"] and each["kind"] == "cmnd"
        ]
        rows += [{**row, "cmnd": number} for number in held or [""]]
    return rows
