"""Write the tables that docs/ takes from the code, so that no knob, command, refusal or fault stays undocumented.

A table stands between ``<!-- table:NAME -->`` and ``<!-- /table -->``; the text around it is written by hand.
``.env.sample`` and the JSON Schema of the procedure files are written whole.

``python -m scripts.tables`` writes them; ``python -m scripts.tables --check`` says which are stale and changes nothing.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from pydantic_settings import BaseSettings

from motcua.chassis.faults import KINDS
from motcua.chassis.settings import Settings
from scripts.account_life import account_reasons, account_states, account_steps
from scripts.caught_table import caught
from scripts.commands import commands, option_rows
from scripts.dossier_life import dossier_actors, dossier_states, dossier_statuses, dossier_steps, free_days
from scripts.markdown import filled, table
from scripts.misbehaviour import corruption_table, misdeed_tables
from scripts.persona_table import personas
from scripts.procedure_schema import procedure_schema
from scripts.procedure_table import procedure_codes, procedure_list, procedure_members, procedure_prefill
from scripts.refusals import refusals
from services.eid_auth.rules.clients import RELAXATIONS

ROOT = Path(__file__).parents[1]
SCHEMA = "contracts/schemas/procedure.schema.json"


def env_name(knob: str) -> str:
    """Name a knob as the environment does."""
    return f"MOTCUA_{knob.upper()}"


def default_of(settings: type[BaseSettings], knob: str) -> str:
    """The default as one would type it; empty where a knob is unset by default."""
    value = settings.model_fields[knob].default
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def knobs(settings: type[BaseSettings] = Settings) -> str:
    """Every knob, under each of its names."""
    return table(
        ("Environment", "Option of `motcua up`", "Default", "What it does"),
        [
            (
                f"`{env_name(knob)}`",
                f"`--{knob.replace('_', '-')}`",
                f"`{default_of(settings, knob)}`" if default_of(settings, knob) else "–",
                field.description or "",
            )
            for knob, field in settings.model_fields.items()
        ],
    )


def env_sample(settings: type[BaseSettings] = Settings) -> str:
    """The same knobs as a file to copy to ``.env``; every line is a comment, so that the copy changes nothing."""
    head = "# Knobs of the sandbox, each at its default. Written by `make docs`; docs/knobs.md explains them.\n"
    rows = [
        f"\n# {field.description}\n# {env_name(knob)}={default_of(settings, knob)}\n"
        for knob, field in settings.model_fields.items()
    ]
    return head + "".join(rows)


def command_table() -> str:
    """Every command with its sentence, then every option; those of ``up`` are the knobs."""
    does = table(("Command", "Does"), [(f"`{usage}`", sentence) for usage, sentence in commands()])
    rows = [(f"`{option}`", sentence, where) for option, sentence, where in option_rows()]
    means = table(("Option", "Means", "Commands"), sorted(rows))
    return f"{does}\n\nOptions; those of `motcua up` are the [knobs](knobs.md):\n\n{means}"


def refusal_table() -> str:
    """Every refusal of every service, by code."""
    return table(
        ("Code", "Status", "Tiêu đề", "Title", "When", "Raised by"),
        [(f"`{r.code}`", str(r.status), r.title, r.title_en, r.when, r.raised_by) for r in refusals()],
    )


def fault_table() -> str:
    """Every kind of fault."""
    return table(("Kind", "Làm gì", "What it does"), [(f"`{kind}`", vi, en) for kind, (vi, en) in KINDS.items()])


def relaxation_table() -> str:
    """Every relaxation of the OpenID Provider."""
    return table(("Name", "Nới lỏng gì", "What it allows"), [(f"`{n}`", vi, en) for n, (vi, en) in RELAXATIONS.items()])


TABLES: dict[str, tuple[str, Callable[[], str]]] = {
    "knobs": ("docs/knobs.md", knobs),
    "commands": ("docs/commands.md", command_table),
    "refusals": ("docs/refusals.md", refusal_table),
    "faults": ("docs/faults.md", fault_table),
    "personas": ("docs/personas.md", personas),
    "account-states": ("docs/accounts.md", account_states),
    "account-steps": ("docs/accounts.md", account_steps),
    "account-reasons": ("docs/accounts.md", account_reasons),
    "dossier-states": ("docs/dossiers.md", dossier_states),
    "dossier-statuses": ("docs/dossiers.md", dossier_statuses),
    "dossier-steps": ("docs/dossiers.md", dossier_steps),
    "dossier-actors": ("docs/dossiers.md", dossier_actors),
    "free-days": ("docs/dossiers.md", free_days),
    "relaxations": ("docs/openid-provider.md", relaxation_table),
    "corruptions": ("docs/misbehaviour.md", corruption_table),
    "misdeeds": ("docs/misbehaviour.md", misdeed_tables),
    "caught": ("docs/clients.md", caught),
    "procedures": ("docs/procedures.md", procedure_list),
    "procedure-prefill": ("docs/procedures.md", procedure_prefill),
    "procedure-codes": ("docs/procedures.md", procedure_codes),
    "procedure-members": ("docs/procedures.md", procedure_members),
}


def fresh(root: Path) -> dict[Path, str]:
    """Every generated file as it should be."""
    files = {root / ".env.sample": env_sample(), root / SCHEMA: procedure_schema()}
    for name, (place, body) in TABLES.items():
        text = files.get(root / place) or (root / place).read_text(encoding="utf-8")
        files[root / place] = filled(text, name, body())
    return files


def stale(root: Path) -> list[str]:
    """Find generated files that do not say what the code says."""
    return [
        f"{file.relative_to(root)} is stale; run make docs"
        for file, text in fresh(root).items()
        if not file.exists() or file.read_text(encoding="utf-8") != text
    ]


def main(words: list[str]) -> int:
    """Run as a program."""
    if "--check" in words:
        found = stale(ROOT)
        print("\n".join(found) if found else "The tables say what the code says.")
        return 1 if found else 0
    for file, text in fresh(ROOT).items():
        file.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
