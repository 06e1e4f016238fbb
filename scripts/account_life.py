"""Diagram and tables of docs/accounts.md: the life of an electronic identity account, drawn from its one table."""

from scripts.markdown import table
from services.eid_auth.rules.lifecycle import BACK, KINDS, LOCKED, STEPS, Event
from services.eid_auth.rules.lifecycle_dates import Standing, before_the_lock
from services.eid_auth.rules.lifecycle_reasons import REASONS, reason

# What each event is called, and what it needs beside the state and the right person.
WORDS: dict[Event, tuple[str, str, str]] = {
    Event.REGISTER: ("đăng ký", "registration", "population register, age, SIM; at a desk form, face, fingerprints"),
    Event.NOTIFY: ("thông báo", "notice", "–"),
    Event.ACTIVATE: ("kích hoạt", "activation", "within seven days of the notice; a password, if given, is strong"),
    Event.EXPIRE: ("hết hạn kích hoạt", "activation expired", "by the clock, on the eighth day after the notice"),
    Event.HOTLINE_REACTIVATE: ("tổng đài kích hoạt", "hotline activation", "a call from the account's number"),
    Event.RAISE_LEVEL: ("nâng lên mức 2", "raised to level 2", "level 1; form TK01, face, fingerprints; six or older"),
    Event.CORRECT: ("cập nhật dữ liệu", "data brought up to date", "level 2 and data unlike the population register's"),
    Event.CHANGE_PHONE: ("đổi SIM", "another SIM", "a number that opens no other account"),
    Event.CHANGE_REPRESENTATIVE: ("đổi người đại diện", "another representative", "the new one has an active level 2"),
    Event.CANCEL: ("huỷ", "cancellation", "–"),
    Event.LOCK_OWNER: ("chủ tài khoản khoá", "locked by the owner", "–"),
    Event.LOCK_TERMS: ("vi phạm điều khoản", "terms breached", "–"),
    Event.LOCK_CARD_REVOKED: ("thẻ bị thu hồi", "card revoked", "–"),
    Event.LOCK_RESIDENCE_EXPIRED: ("hết hạn cư trú", "residence ended", "also by the clock, the day after it ends"),
    Event.LOCK_AUTHORITY: ("cơ quan yêu cầu khoá", "authority's request", "–"),
    Event.LOCK_DISSOLVED: ("tổ chức giải thể", "organisation dissolved", "–"),
    Event.LOCK_DEATH: ("chủ tài khoản chết", "death", "–"),
    Event.UNLOCK_OWNER: ("chủ tài khoản mở", "unlocked by the owner", "the ground is in force"),
    Event.UNLOCK_TERMS: ("hết vi phạm", "breach ended", "the ground is in force"),
    Event.UNLOCK_CARD_REVOKED: ("có thẻ mới", "new card", "the ground is in force"),
    Event.UNLOCK_RESIDENCE_EXPIRED: ("gia hạn cư trú", "residence extended", "the new end lies ahead"),
    Event.UNLOCK_AUTHORITY: ("cơ quan cho mở", "authority's consent", "the ground is in force"),
    Event.UNLOCK_DISSOLVED: ("thôi giải thể", "dissolution undone", "the ground is in force"),
    Event.UNLOCK_DEATH: ("–", "never", "–"),
}
_NOWHERE = "[*]"


def account_states() -> str:
    """The states and what leads from one to another, as a Mermaid diagram; what leads nowhere else is in the table."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for (source, event), step in STEPS.items():
        targets = {step.to} if step.to is not BACK else {before_the_lock(standing) for standing in _ever_locked()}
        for target in sorted(filter(None, targets)):
            if target is not source:
                name = event.partition("_")[0] if event.startswith(("lock_", "unlock_")) else event.value
                named = arrows.setdefault((source or _NOWHERE, target), [])
                named += [] if name in named else [name]
    lines = [f"    {source} --> {target}: {', '.join(names)}" for (source, target), names in arrows.items()]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def _ever_locked() -> list[Standing]:
    """A locked account for each state that it may have been in before."""
    return [Standing(LOCKED, "x", notified, activated) for notified, activated in (("", ""), ("x", ""), ("x", "x"))]


def account_steps() -> str:
    """Every event: from where, to where, who may, what else it needs, and for which kinds of account."""
    rows = []
    for event, (vi, en, needs) in WORDS.items():
        steps: dict[tuple[str, str], list[str]] = {}
        for (source, one), step in STEPS.items():
            if one is event:
                to = "back" if step.to is BACK else "stays" if step.to is source else step.to
                steps.setdefault((to or "", ", ".join(step.by)), []).append(source or "none")
        kinds = ", ".join(sorted(KINDS.get(event, ()))) or "all"
        said = [(f"{', '.join(sources)} → **{to}**", by) for (to, by), sources in steps.items()]
        rows += [(f"`{event}`", vi, en, path, by, needs, kinds) for path, by in said or [("–", "nobody")]]
    return table(("Event", "Tiếng Việt", "English", "From → to", "Who may", "Needs", "Accounts"), rows)


def account_reasons() -> str:
    """Every reason for a step that was not taken."""
    rows = [(f"`{code}`", f"`{reason(code).field}`", vi, en) for code, (vi, en) in REASONS.items()]
    return table(("Reason", "Field", "Tiếng Việt", "English"), rows)
