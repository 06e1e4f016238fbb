"""Whom to ask about: the named people, and the catalogue of everybody by situation."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from motcua.cli.finding import Data, all_running, settings
from motcua.cli.showing import AsJson, columns, document, line, note
from motcua.stack import Trouble, worlds
from motcua.stack.ready import personas as every_persona


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(personas)
    app.command()(people)


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


def people(
    *,
    dirt: Annotated[
        str, typer.Option(help="Loại sai lệch, như DECEASED, YEAR_ONLY_DOB · Class of the answer key")
    ] = "",
    sex: Annotated[str, typer.Option(help="1 nam, 2 nữ · 1 male, 2 female")] = "",
    age_from: Annotated[int, typer.Option(help="Từ tuổi · Youngest age")] = 0,
    age_to: Annotated[int, typer.Option(help="Đến tuổi · Oldest age")] = 200,
    province: Annotated[str, typer.Option(help="Mã tỉnh thường trú · Code of permanent residence")] = "",
    living: Annotated[str, typer.Option(help="1 còn sống, 2 đã chết, 3 mất tích · living, dead, missing")] = "",
    has: Annotated[
        list[str] | None,
        typer.Option(help="account child cmnd disputed parents persona several_cmnd several_mst spouse tax; no-tax …"),
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="Số người nhiều nhất, 0 là tất cả · Most people, 0 for all")] = 20,
    count: Annotated[bool, typer.Option("--count", help="Chỉ đếm theo loại · Only count, by kind")] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Tìm người theo tình huống · Search the world's people by situation, with the answer key."""
    from motcua.world import catalogue  # noqa: PLC0415  # only here

    try:
        found = catalogue.search(
            _slices(data), dirt=dirt, sex=sex, age_from=age_from, age_to=age_to, province=province, living=living,
            has=has or (), limit=0 if count else limit,
        )  # fmt: skip
    except ValueError as odd:
        raise Trouble(f"Điều kiện không hợp lệ: {odd}", f"No such condition: {odd}") from odd
    if count:
        document({"people": len(found), **catalogue.facets(found)})
    elif as_json:
        document([{**asdict(one), "has": sorted(one.has)} for one in found])
    else:
        columns(
            [
                (one.cccd, one.born_on, one.full_name, f"CMND {' '.join(one.cmnd) or '–'}",
                 f"MST {' '.join(one.mst) or '–'}", " ".join(one.dirt), one.slug)
                for one in found
            ]
        )  # fmt: skip
        note(f"{len(found)} người", f"{len(found)} people")


def _slices(data: Path | None) -> Path:
    """The world of the running sandbox; where none runs, the one that ``up`` would start."""
    given: dict[str, Any] = {"data": data} if data else {}
    for running in all_running(data)[:1]:
        given |= {name: running.ready["world"][name] for name in worlds.ARGUMENTS}
    return worlds.slices(settings(**given), note)


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
