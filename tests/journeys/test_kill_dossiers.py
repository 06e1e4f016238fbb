"""Kill -9 amid filings, steps and payments: every answer is there with its number and letter, nothing half-written."""

import os
import queue
import signal
import sqlite3
import threading
from collections.abc import Callable
from typing import Any, NamedTuple

import httpx

from motcua.stack import Control, Sandbox, Settings
from tests.journeys.filing import RECEIVER, Api, Filing, procedures

PERSONA, SERVICE, LEASE = "kim-moved-to-the-city", "dang-ky-thuong-tru", "000.00.00.G99-KQ000003"
FORMS, THREADS, ENOUGH = 30, 6, 60
# The kind of document that an event signs, in the table of letters.
SIGNED = {"receive": "01", "paid": "BL"}
Told = dict[str, Any]


class Answered(NamedTuple):
    """An answer that came before the kill: which form, what was done, what the dossier then was."""

    form: str
    done: str
    dossier: Told


def test_what_was_answered_survives_kill_9(knobs: Settings) -> None:
    with Sandbox(knobs) as sandbox:
        filing = Filing.of(sandbox, PERSONA, 2)
        contents = [content(filing, procedures(sandbox)[SERVICE]) for _ in range(FORMS)]
        work = Work(sandbox, filing.account, contents)
        work.until_killed(sandbox.children[0].pid)
        account = filing.account
        filing.api.close()
    assert ENOUGH <= len(work.answered) < 4 * FORMS, "the kill came in the middle"
    assert {one.done for one in work.answered} >= {"file", "receive", "ask_payment", "paid"}
    for file in (knobs.data / "databases").rglob("portal*.sqlite"):
        with sqlite3.connect(file) as opened:
            assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        opened.close()
    with Sandbox(knobs) as again:
        assert Control(again.urls).ask("POST", "audit", {"limit": 1}, only="portal")["portal"]["intact"]
        mine = Api(again, f"citizen:{account}")
        for one in work.answered:
            kept(one, mine.get(f"/v1/dossiers/{one.dossier['code']}"))
        whole(mine, account)
        codes = {form["form"]: mine.post("/v1/dossiers", **form)["code"] for form in contents}
        assert {form: codes[form] for form, _, _ in work.answered} == {
            one.form: one.dossier["code"] for one in work.answered
        }
        assert len(set(codes.values())) == mine.get("/v1/dossiers")["total"] == FORMS
        whole(mine, account)
        mine.http.close()


def content(filing: Filing, procedure: Told) -> Told:
    """A form ready to be filed, with its scan."""
    form = filing.open(procedure)
    papers = [{"component": LEASE, "attachment": filing.upload(form, LEASE)}]
    return {"form": form["id"], "values": procedure["sample"], "papers": papers}


class Work:
    """Forms that are filed, received and paid, side by side; what was answered."""

    def __init__(self, sandbox: Sandbox, account: str, contents: list[Told]) -> None:
        self._sandbox, self._me = sandbox, f"citizen:{account}"
        self._todo: queue.LifoQueue[Callable[[Api, Api], None]] = queue.LifoQueue()  # all kinds of work at any time
        self.answered: list[Answered] = []
        self._pid = 0
        for one in contents:
            self._todo.put(self._files(one))

    def until_killed(self, pid: int) -> None:
        """Work; kill the server once enough was answered."""
        self._pid = pid
        threads = [threading.Thread(target=self._works) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _works(self) -> None:
        mine, desk = Api(self._sandbox, self._me), Api(self._sandbox, RECEIVER)
        with mine.http, desk.http:
            try:
                while True:
                    self._todo.get(timeout=5)(mine, desk)
            except (httpx.TransportError, queue.Empty):
                return

    def _answers(self, form: str, done: str, dossier: Told, then: Callable[[Api, Api], None] | None) -> None:
        self.answered.append(Answered(form, done, dossier))
        if then is not None:
            self._todo.put(then)
        if len(self.answered) == ENOUGH:
            os.kill(self._pid, signal.SIGKILL)

    def _files(self, ask: Told) -> Callable[[Api, Api], None]:
        def one(mine: Api, _: Api) -> None:
            dossier = mine.post("/v1/dossiers", **ask)
            self._answers(ask["form"], "file", dossier, self._steps(ask["form"], dossier, "receive"))

        return one

    def _steps(self, form: str, before: Told, event: str) -> Callable[[Api, Api], None]:
        def one(_: Api, desk: Api) -> None:
            dossier = desk.post(f"/v1/dossiers/{before['code']}/steps", event=event, version=before["version"])
            then = self._steps(form, dossier, "ask_payment") if event == "receive" else self._pays(form, dossier)
            self._answers(form, event, dossier, then)

        return one

    def _pays(self, form: str, before: Told) -> Callable[[Api, Api], None]:
        def one(mine: Api, _: Api) -> None:
            payment = mine.post("/v1/payments", dossier=before["code"])
            settled = mine.post(f"/v1/payments/{payment['id']}/settle", state="paid")
            told = {**before, "status": "2", "version": before["version"] + 1, "paid": True}
            self._answers(form, "paid", told | {"letters": [*before["letters"], settled["receipt"]]}, None)

        return one


def kept(one: Answered, now: Told) -> None:
    """The dossier is where it was answered to be, or further: the next step may have been written, too."""
    was = one.dossier
    assert now["version"] >= was["version"]
    assert now["history"][: len(was["history"])] == was["history"]
    assert now["letters"][: len(was["letters"])] == was["letters"]
    assert now["version"] > was["version"] or (now["status"], now["paid"]) == (was["status"], was["paid"])
    assert (now["values"], now["filed_at"]) == (was["values"], was["filed_at"])


def whole(mine: Api, account: str) -> None:
    """Every dossier hangs together: its history, its letters, its files; and no paper is anywhere else."""
    listed = mine.get("/v1/dossiers?page_size=100")["dossiers"]
    stored = {one["id"]: one for one in mine.post("/v1/documents/find", account=account)["documents"]}
    letters: list[str] = []
    for code in [line["code"] for line in listed]:
        now = mine.get(f"/v1/dossiers/{code}")
        events = [line["event"] for line in now["history"]]
        assert [line["version"] for line in now["history"]] == list(range(1, now["version"] + 1))
        assert events == ["file", "receive", "ask_payment", "paid"][: len(events)]
        assert now["status"] == now["history"][-1]["after"]
        assert now["paid"] == ("paid" in events)
        assert [stored[one]["code"] for one in now["letters"]] == [SIGNED[one] for one in events if one in SIGNED]
        assert {stored[one]["dossier"] for one in now["letters"]} <= {code}
        letters += now["letters"]
        (paper,) = [one for one in now["papers"] if one["component"] == LEASE]
        assert mine.http.get(f"/v1/attachments/{paper['attachment']}").content.startswith(b"%PDF-")
    assert sorted(letters) == sorted(stored)
    for one in letters[:5]:
        file = mine.http.get(f"/v1/documents/{one}/file")
        assert file.content.startswith(b"%PDF-")
        assert mine.post("/v1/documents/verify", 200, id=one)["authenticity"] == "on_record"
