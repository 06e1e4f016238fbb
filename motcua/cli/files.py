"""What works on files and needs no running sandbox: worlds, batches, contracts."""

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from motcua.chassis.clock import ticks
from motcua.chassis.settings import Settings
from motcua.cli.bar import Bar
from motcua.cli.showing import AsJson, columns, document, line
from motcua.stack import Trouble, child
from motcua.vnid.evidence import Policy

KNOBS = Settings.model_fields


class Format(StrEnum):
    """How a world is written."""

    PARQUET = "parquet"
    SLICES = "slices"


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (world, reconcile, openapi):
        app.command()(command)


def world(
    out: Annotated[Path, typer.Option("--out", help="Thư mục để ghi · Folder to write into")],
    *,
    people: Annotated[int, typer.Option(help="Số người · People in the world")] = KNOBS["people"].default,
    seed: Annotated[int, typer.Option(help="Hạt giống · Seed of the world")] = KNOBS["seed"].default,
    as_of: Annotated[str, typer.Option(metavar="DATE", help="Ngày của dữ liệu · Day that the world is of")] = str(
        KNOBS["as_of"].default
    ),
    format: Annotated[Format, typer.Option(help="Parquet, hoặc lát dữ liệu của dịch vụ · or what services read")] = (  # noqa: A002
        Format.PARQUET
    ),
    as_json: AsJson = False,
) -> None:
    """Tạo dân số giả lập · Write a world: tables per register, the answer key apart. Same seed, same bytes."""
    from motcua import world as worlds  # noqa: PLC0415  # only here

    bar, began = Bar(), ticks()
    try:
        written = worlds.write(
            people, seed, date.fromisoformat(as_of), out, lambda _, done, total: bar("files", done, total),
            format=format.value,
        )  # fmt: skip
    except worlds.MissingExtra as missing:
        raise Trouble(missing.vi, missing.en) from missing
    except ValueError as odd:
        raise Trouble(f"Không tạo được dân số: {odd}", f"The world cannot be made: {odd}") from odd
    except OSError as refused:
        raise Trouble(
            f"Không ghi được vào {out}: {refused.strerror}", f"{out} cannot be written: {refused.strerror}"
        ) from refused
    finally:
        bar.done()
    seconds = ticks() - began
    said = {
        "digest": written.digest,
        "people": people,
        "seconds": round(seconds, 2),
        "people_per_second": round(people / seconds),
        "peak_memory_mb": _peak_memory(),
        "rows": written.rows,
    }
    if as_json:
        document(said)
        return
    columns([(f"{rows:>12,}", name) for name, rows in written.rows.items()])
    line(f"digest {written.digest}")
    speed, memory = said["people_per_second"], said["peak_memory_mb"]
    line(f"{people:,} people in {seconds:.1f} s, {speed:,}/s, peak memory {memory} MB")


def _peak_memory() -> int:
    """Most memory that this process ever had, in MB; 0 where the system does not tell."""
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1_000_000 if sys.platform == "darwin" else 1000)


def reconcile(
    input: Annotated[Path, typer.Argument(help="CSV, Parquet: cmnd, full_name, born_on, …")],  # noqa: A002
    register: Annotated[Path, typer.Option("--register", help="Sổ dân cư: tệp hoặc thư mục · Register to ask")],
    out: Annotated[Path, typer.Option("--out", help="Tệp kết quả · Where the answer goes")],
    *,
    policy: Annotated[Policy, typer.Option(help="Chính sách đối chiếu · Which differences are forgiven")] = (
        Policy.TOLERANT
    ),
    as_json: AsJson = False,
) -> None:
    """Đối soát theo lô · Reconcile a file of CMND with a population register: the same rows out, with verdicts."""
    from motcua.reconcile import Unusable, run  # noqa: PLC0415  # only here

    bar, began = Bar(), ticks()
    try:
        summary = run(input, register, out, policy=policy, progress=bar)
    except Unusable as wrong:
        raise Trouble(wrong.vi, wrong.en) from wrong
    finally:
        bar.done()
    seconds = ticks() - began
    if as_json:
        document({**summary.as_dict(), "seconds": round(seconds, 2)})
        return
    rows = max(summary.rows, 1)
    for title, counts in (("verdict", summary.verdicts), ("flag", summary.flags), ("reason", summary.reasons)):
        line(title)
        columns(
            [(f"{times:>10,}", f"{times / rows:>7.2%}", str(name)) for name, times in counts.items() if times],
            indent="  ",
        )
    line(
        f"{summary.rows:,} rows, {summary.matched:,} matched, {seconds:.1f} s, policy {summary.policy}, "
        f"rules {summary.rule_version}"
    )
    line(str(summary.out))


def openapi(
    service: Annotated[str, typer.Argument(metavar="SERVICE", help="portal | population_db | eid_auth | tax_db")],
) -> None:
    """In hợp đồng OpenAPI của một dịch vụ · Print the contract of a service; no sandbox has to run."""
    sys.stdout.write(child.contract(service))
