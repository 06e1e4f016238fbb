"""Whom to ask about: the named people, and the catalogue of everybody by situation."""

from typing import Annotated, Any

import typer

from motcua.cli.showing import AsJson, columns, document, line
from motcua.stack import Trouble
from motcua.stack.ready import personas as every_persona


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(personas)


def personas(
    slug: Annotated[str, typer.Argument(help="Tên mã, như hoa-renewed-card · Slug of one of them")] = "",
    *,
    situation: Annotated[str, typer.Option("--class", help="Chỉ nhóm này · Only this class, e.g. DECEASED")] = "",
    as_json: AsJson = False,
) -> None:
    """Xem các nhân vật · Show the named people: their numbers, their stories, what the portal answers."""
    people = every_persona()
    if slug:
        if slug not in people:
            near = ", ".join(name for name in people if slug.split("-")[0] in name) or "motcua personas"
            raise Trouble(f"Không có nhân vật {slug}; thử: {near}", f"There is no persona {slug}; try: {near}")
        document(people[slug]) if as_json else _one(people[slug])
        return
    chosen = {name: one for name, one in people.items() if situation.upper() in {"", one["class"]}}
    if as_json:
        document(chosen)
        return
    columns([(name, one["class"], one["name"], one["story"]["vi"]) for name, one in chosen.items()])


def _one(persona: dict[str, Any]) -> None:
    numbers = persona["numbers"]
    line(f"{persona['name']} · {persona['slug']} · {persona['class']} · {' '.join(persona['triggers'])}")
    line(persona["story"]["vi"])
    line(persona["story"]["en"])
    line()
    held = [("CCCD", [numbers["cccd"]]), ("CMND", numbers["cmnd"]), ("MST", numbers["mst"])]
    columns([(kind, " ".join(filter(None, found)) or "–") for kind, found in held], indent="  ")
    for outcome in persona["outcomes"]:
        ask, answer = outcome["ask"], outcome["answer"]
        line()
        line(f"{outcome['because']['vi']} · {outcome['because']['en']}")
        columns(
            [
                ("?", " ".join(f"{name}={value}" for name, value in ask.items())),
                ("→", _said(answer)),
            ],
            indent="  ",
        )


def _said(answer: dict[str, Any]) -> str:
    words = [answer["verdict"], *answer["flags"], f"tax={answer['tax']}", *answer.get("reasons", [])]
    return " ".join(filter(None, [*words, answer.get("cccd") or ""]))
