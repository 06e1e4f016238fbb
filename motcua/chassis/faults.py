"""Misbehaviour on demand: a closed list of faults, chosen by the control plane or by the header ``Sandbox-Fault``.

Each kind is one entry of ``KINDS``; docs/faults.md says what each does and what a correct client must do.
"""

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import get_args

from motcua.chassis.problems import Refusal
from motcua.wire.control import FaultKind, FaultRule

HEADER = "Sandbox-Fault"
APPLIED = "Sandbox-Fault-Applied"

KINDS: dict[str, tuple[str, str]] = {
    "slow": ("trả lời chậm nhưng đúng", "answers late, correctly, after `seconds`"),
    "refuse": ("từ chối bằng một mã lỗi chọn trước", "refuses with `code` of the closed list"),
    "rate_limit": ("trả 429 kèm Retry-After", "answers 429 with Retry-After: `seconds`"),
    "drop": ("ngắt kết nối, không trả lời", "closes the connection without an answer"),
    "truncate": ("ngắt giữa chừng nội dung", "sends half of the body, then closes the connection"),
    "garble": ("nội dung hỏng, không còn là JSON", "sends a body of the right length that is no JSON"),
    "stale": ("trả dữ liệu cũ như lúc khởi tạo", "reads the data as they were at the start, writes as usual"),
}


class FaultMalformed(Refusal):
    """The header or rule names a fault that does not exist, or a parameter it does not have."""

    code, status = "fault.malformed", 400
    title, title_en = "Yêu cầu tạo lỗi thử không hợp lệ", "The requested fault is not understood"


@dataclass(slots=True)
class Armed:
    """A rule in force."""

    id: str
    rule: FaultRule
    seen: int = 0
    applied: int = 0

    def fits(self, path: str, client: str, body: bytes) -> bool:
        """Whether this call is meant, its share drawn."""
        rule = self.rule
        return (
            path.startswith(rule.path)
            and (not rule.client or rule.client == client)
            and (not rule.person or rule.person.encode() in body)
            and (rule.share >= 1 or self._drawn() < rule.share)
        )

    def _drawn(self) -> float:
        """The next draw of the rule's own seed, so that a failing run replays."""
        self.seen += 1
        draw = hashlib.sha256(f"{self.rule.seed}:{self.seen}".encode()).digest()
        return int.from_bytes(draw[:8], "big") / 2**64


@dataclass(slots=True)
class FaultPlane:
    """All rules of one service."""

    armed: list[Armed] = field(default_factory=list)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def arm(self, rule: FaultRule) -> Armed:
        """Put a rule in force."""
        armed = Armed(f"f{next(self._ids)}", rule)
        self.armed.append(armed)
        return armed

    def disarm(self, fault_id: str = "") -> int:
        """Take back one rule, or all; returns how many."""
        kept = [armed for armed in self.armed if fault_id and armed.id != fault_id]
        gone = len(self.armed) - len(kept)
        self.armed = kept
        return gone

    def chosen(self, path: str, client: str, body: bytes) -> list[FaultRule]:
        """The rules that apply to this call; a rule for the next N calls is spent by it."""
        rules = []
        for armed in list(self.armed):
            if armed.fits(path, client, body):
                armed.applied += 1
                rules.append(armed.rule)
                if armed.rule.next is not None and armed.applied >= armed.rule.next:
                    self.armed.remove(armed)
        return rules


def from_header(text: str) -> list[FaultRule]:
    """The faults of one request's header; raises FaultMalformed.

    >>> from_header("slow;seconds=0.5, refuse;code=rate.limited")[1].code
    'rate.limited'
    """
    rules = []
    for item in text.split(","):
        kind, *pairs = (part.strip() for part in item.split(";"))
        values = dict(pair.partition("=")[::2] for pair in pairs)
        if kind not in get_args(FaultKind) or not set(values) <= {"seconds", "code", "silent"}:
            raise FaultMalformed(f"Không hiểu: {item.strip()[:60]}", f"Not understood: {item.strip()[:60]}")
        try:
            seconds = {"seconds": float(values.pop("seconds"))} if "seconds" in values else {}
            silent = {"silent": values.pop("silent") == "true"} if "silent" in values else {}
            rules.append(FaultRule.model_validate({"kind": kind, **values, **seconds, **silent}))
        except ValueError as wrong:
            raise FaultMalformed(f"Không hiểu: {item.strip()[:60]}", f"Not understood: {item.strip()[:60]}") from wrong
    return rules
