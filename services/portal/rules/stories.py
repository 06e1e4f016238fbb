"""The stories of the guided demonstration: files of ``contracts/demo``, step by step, each with its actor and place."""

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from motcua.wire import contracts
from motcua.wire.control import FaultRule
from motcua.wire.procedures import Datum, Slug, Words

# What a place may hold that only the run of the story knows: the newest of the story's procedure.
MADE = re.compile(r"\{(form|dossier|payment|result)\}")


class Wrong(ValueError):
    """A story's file does not fit; names file and member."""


class Fault(Datum):
    """A register that misbehaves from this step on, until a later step mends everything."""

    system: Literal["population_db", "tax_db", "eid_auth"]
    rule: FaultRule


class Before(Datum):
    """What happens in the sandbox before the step is shown."""

    fault: Fault | None = None
    mend: bool = Field(default=False, description="Takes back every fault")
    hours: float = Field(default=0, ge=0, le=2000, description="How far the clock of every service goes on")


class StoryStep(Datum):
    """One step: who is there, where, what the audience hears and sees."""

    who: str = Field(default="", description="A persona's slug; empty: nobody is signed in")
    level: int = Field(default=2, ge=2, le=4)
    to: str = Field(pattern=r"^/[a-z0-9{}/_?=&%+.-]*$", description="A page of the portal, with {form}, {dossier} …")
    title: Words
    say: Words = Field(description="The caption, for the audience")
    do: Words | None = Field(default=None, description="What the presenter presses")
    presses: list[str] = Field(
        default_factory=list,
        description="What `do` presses, by test id, for whatever walks the story: `id`, `+id` ticks, `id=text` types",
    )
    look: list[Words] = Field(default_factory=list, description="What to look at")
    fill: bool = Field(default=False, description="Offers to fill the open form with the sample of its procedure")
    values: dict[str, str | list[dict[str, str]]] = Field(default_factory=dict, description="Instead of that sample")
    paper: bool = Field(default=False, description="Offers a sample file to be uploaded")
    before: Before = Before()


class Story(Datum):
    """A story with its steps."""

    id: Slug
    order: int = Field(ge=1)
    title: Words
    summary: Words
    minutes: int = Field(ge=1, le=60)
    procedure: Slug = Field(description="Whose newest form, dossier … the places mean")
    steps: Annotated[list[StoryStep], Field(min_length=3, max_length=40)]

    @model_validator(mode="after")
    def _signed_in(self) -> "Story":
        lost = [number for number, step in enumerate(self.steps, 1) if MADE.search(step.to) and not step.who]
        if lost:
            raise ValueError(f"steps {lost} lead to somebody's own things, but nobody is signed in")
        return self


@cache
def stories(folder: Path | None = None) -> dict[str, Story]:
    """All stories by id, in their order; raises Wrong."""
    files = sorted((folder or contracts.root() / "demo").glob("*.yaml"))
    read = sorted((_read(file) for file in files), key=lambda story: story.order)
    return {story.id: story for story in read}


def number_of(persona: str) -> str:
    """The personal number of a persona, by which the portal knows who is signed in."""
    return identity_of(persona)["cccd"]


@cache
def identity_of(persona: str) -> dict[str, str]:
    """Number, name and birth date of a persona, as the population register has them."""
    told = contracts.read_yaml(contracts.root() / "personas" / f"{persona}.yaml")
    citizen = told["population_db"]["citizen"]
    return {"cccd": told["numbers"]["cccd"], "full_name": told["name"], "born_on": citizen["born_on"]}


@cache
def sample_paper() -> bytes:
    """The PDF that stands for whatever paper a story needs; it says in it that it proves nothing."""
    return (contracts.root() / "demo" / "giay-to-mau.pdf").read_bytes()


def _read(file: Path) -> Story:
    try:
        return Story.model_validate(contracts.read_yaml(file))
    except ValidationError as wrong:
        first = wrong.errors()[0]
        raise Wrong(f"{file.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from wrong
