"""Write docs/personas.md from contracts/personas: who there is to try, their numbers, what the portal answers.

``python -m scripts.persona_table`` writes the page; ``--check`` says whether it is stale and changes nothing.
``make docs`` writes it with the other tables.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from motcua.world.personas import old_accounts
from scripts.markdown import filled, table

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "personas.md"

GROUPS = {
    "Where everything agrees · Mọi thứ khớp": "OK QR_EMPTY",
    "Numbers · Số giấy tờ": "DUP_CMND MULTI_CMND NPDB_NO_CMND SEX_DIGIT ID_REISSUED FOREIGN_BORN",
    "Numbers spoilt in the tax register · Số hỏng trong sổ thuế": "PAD_000 PLACEHOLDER LOST_ZERO MISREAD_DIGIT",
    "Dates of birth · Ngày sinh": "YEAR_ONLY_DOB DOB_DIFF",
    "Names · Họ tên": "NAME_VARIANT NAME_ONE_WORD NAME_TOO_LONG TWINS",
    "Dead and missing · Đã chết, mất tích": "DECEASED MISSING",
    "Tax records · Hồ sơ thuế": "TAX_STATE OLD_PLACE",
    "Electronic identity accounts · Tài khoản định danh": "ACCOUNT_STATE FOREIGNER ORGANISATION",
    "Signing in · Đăng nhập": "SIGN_IN",
    "Accounts of the portal · Tài khoản Cổng": "PORTAL_ACCOUNT",
    "Families and prefilled forms · Gia đình và điền sẵn": "FAMILY CHILD NEWBORN PREFILL",
}


def load() -> list[dict[str, Any]]:
    """Every persona, by slug."""
    files = sorted((ROOT / "contracts" / "personas").glob("*.yaml"))
    return [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]


def _person(p: dict[str, Any]) -> tuple[str, ...]:
    born = p["population_db"]["citizen"]["born_on"] if p["population_db"] else p["outcomes"][0]["ask"]["born_on"]
    numbers = p["numbers"]
    held = "<br>".join(
        f"{kind} `{number}`"
        for kind, found in (("CCCD", [numbers["cccd"]]), ("CMND", numbers["cmnd"]), ("MST", numbers["mst"]))
        for number in found
        if number
    )
    story = f"{p['story']['vi']}<br>*{p['story']['en']}*"
    return f"`{p['slug']}`", f"{p['name']}<br>{born}", held, story, " ".join(f"`{word}`" for word in p["triggers"])


def _asked(p: dict[str, Any]) -> Iterable[tuple[str, ...]]:
    for outcome in p["outcomes"]:
        ask, answer, because = outcome["ask"], outcome["answer"], outcome["because"]
        extras = [f"{key} `{value}`" for key, value in ask.items() if key in {"tax_code", "policy"}]
        extras += ["link"] if ask.get("link") else []
        verdict = " ".join([f"**{answer['verdict']}**", *(f"`{flag}`" for flag in answer["flags"])])
        said = "<br>".join([f"`{ask['cmnd']}` {ask['full_name']}, {ask['born_on']}", *extras])
        reasons = " ".join(f"`{code}`" for code in answer.get("reasons", []))
        yield f"`{p['slug']}`", said, verdict, answer["tax"], reasons, f"{because['vi']}<br>*{because['en']}*"


def _account(p: dict[str, Any]) -> tuple[str, ...]:
    """One line about the accounts of a person who has more to tell than an active account of level 2."""
    eid, firm = p["eid_auth"], p.get("organisation")
    state = f"level {eid['level']}, {eid['state']} {eid.get('lock_reason', '')}".strip() if eid else "none"
    older = ", ".join(f"{column} {eid[column]}" for column in ("full_name", "born_on") if column in (eid or {}))
    old = [f"`{row['username']}` by {'CMND' if 'cmnd' in row else 'CCCD'}" for row in old_accounts(p)]
    prompts = [f"{prompt}: {outcome}" for prompt, outcome in p.get("sign_in", {}).items()]
    organisation = f"{firm['name']} `{firm['number']}`, {firm['state']}" if firm else ""
    return f"`{p['slug']}`", "; ".join(filter(None, (state, older))), organisation, "<br>".join(old), ", ".join(prompts)


def _triggers(people: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Who makes it happen, by trigger, of accounts and the portal."""
    words = sorted({word for p in people for word in p["triggers"] if word.startswith(("eid.", "portal."))})
    return [(f"`{word}`", ", ".join(f"`{p['slug']}`" for p in people if word in p["triggers"])) for word in words]


def personas() -> str:
    """Who there is, by situation; the accounts; and below it every ask with its answer."""
    people = load()
    parts = []
    for title, classes in GROUPS.items():
        chosen = [p for p in people if p["class"] in classes.split()]
        who = table(("Persona", "Name, born", "Numbers", "Story", "Shows"), [_person(p) for p in chosen])
        parts.append(f"## {title}\n\n{who}")
    special = [row for row in map(_account, people) if row[1:] != ("level 2, active", "", "", "")]
    accounts = table(("Persona", "eID account", "Organisation", "Old portal accounts", "Sign-in"), special)
    parts.append(f"## Accounts · Tài khoản\n\nAll others have an active account of level 2.\n\n{accounts}")
    triggers = table(("Shows", "Personas"), _triggers(people))
    parts.append(f"## Situations of accounts · Tình huống tài khoản\n\n{triggers}")
    asks = table(("Persona", "Ask", "Verdict", "Tax", "Reasons", "Because"), [row for p in people for row in _asked(p)])
    parts.append(f"## What the portal answers · Cổng trả lời gì\n\n{asks}")
    return "\n\n".join(parts)


def fresh(text: str) -> str:
    """The page with its generated part written anew; the text around it stays."""
    return filled(text, "personas", personas())


def main(words: list[str]) -> int:
    """Run as a program."""
    text = PAGE.read_text(encoding="utf-8")
    if "--check" in words:
        current = fresh(text) == text
        print("docs/personas.md is current." if current else "docs/personas.md is stale; run make docs")
        return 0 if current else 1
    PAGE.write_text(fresh(text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
