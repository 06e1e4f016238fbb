"""The examples run as a newcomer starts them, and keep out what a relying party must keep out."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest

from motcua.stack import Sandbox
from services.eid_auth.rules import corruptions, misconduct

DESK = Path(__file__).parents[2] / "examples" / "one-stop-desk" / "desk.py"
HOA = "hoa-renewed-card"
REFUSE = {name: one.refuse for every in (corruptions.ALL, misconduct.ALL) for name, one in every.items()}
# Nothing comes back, a client's whole patience, or a refresh, which the desk has no use for.
UNTRIED = ("authorize-500", "token-slow", "jwks-slow", "refresh-")
BEFOREHAND = ("discovery-", "jwks-")  # no authorization request can carry these
POLICY = {"acr-too-low", "acr-missing", "azp-wrong"}  # the standard says should, the desk does


class Citizen:
    """Somebody with a browser, who signs in at the e-ID without its pages."""

    def __init__(self, desk: str, eid: str, ending: ExitStack) -> None:
        self.desk, self.eid, self._ending = desk, eid, ending
        self.http = ending.enter_context(httpx.Client(trust_env=False, timeout=30))

    def another(self) -> "Citizen":
        """Somebody else, with a browser of their own."""
        return Citizen(self.desk, self.eid, self._ending)

    def looks(self) -> str:
        """The desk's page."""
        return self.http.get(f"{self.desk}/").text

    def arrives(self, sent: httpx.Response, persona: str = HOA, misbehave: str = "") -> httpx.Response:
        """Follow the desk's redirect to the e-ID and its redirect back; returns what the desk says in the end."""
        if sent.status_code == 403:
            return sent
        asked = sent.headers["location"]
        assert asked.startswith(f"{self.eid}/authorize?"), asked
        wish = f"&persona={persona}" + (f"&misbehave={misbehave}" if misbehave else "")
        back = self.http.get(asked + wish)
        assert back.headers["location"].startswith(f"{self.desk}/signed-in"), back.headers["location"]
        return self.http.get(back.headers["location"], follow_redirects=True)

    def steers(self, method: str, body: dict[str, object] | None = None) -> None:
        """Make the e-ID misbehave, or behave again."""
        self.http.request(method, f"{self.eid}/_sandbox/misbehave", json=body).raise_for_status()

    def signs_in(self, persona: str = HOA, misbehave: str = "") -> httpx.Response:
        """From the desk's link."""
        return self.arrives(self.http.get(f"{self.desk}/sign-in"), persona, misbehave)


@pytest.fixture(scope="module")
def desk(stack_on: Callable[[str], Sandbox], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the desk runs: started once, as a program of its own, on a free port."""
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        port = found.getsockname()[1]
    urls, folder = stack_on("sqlite").urls, tmp_path_factory.mktemp("desk")
    told = {
        **os.environ, "MOTCUA_ISSUER": urls["eid_auth"], "MOTCUA_POPULATION_DB": urls["population_db"],
        "PORT": str(port), "DESK_CLIENT_ID": "desk-of-the-tests", "DESK_CLIENT_SECRET": "public-secret",
    }  # fmt: skip
    with (folder / "said").open("wb") as said:
        running = subprocess.Popen([sys.executable, str(DESK)], env=told, cwd=folder, stdout=said, stderr=said)
    try:
        until_open(port, running)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(20)
    assert "Traceback" not in (folder / "said").read_text()


@pytest.fixture
def citizen(sandbox: Sandbox, desk: str) -> Iterator[Citizen]:
    """A citizen before the desk, which the pristine sandbox knows at its address."""
    eid = sandbox.urls["eid_auth"]
    client = {
        "client_id": "desk-of-the-tests", "client_secret": "public-secret", "redirect_uris": [f"{desk}/signed-in"],
        "post_logout_redirect_uris": [f"{desk}/"], "token_endpoint_auth_method": "client_secret_post",
        "scope": "openid profile identity",
    }  # fmt: skip
    httpx.post(f"{eid}/_sandbox/clients", json=client, trust_env=False).raise_for_status()
    with ExitStack() as ending:
        yield Citizen(desk, eid, ending)


def until_open(port: int, running: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert running.poll() is None
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the desk did not open")


def test_a_citizen_comes_to_the_desk_steps_up_and_leaves(citizen: Citizen) -> None:
    assert "SANDBOX" in citizen.looks()
    assert "/sign-in" in citizen.looks()
    desk = citizen.signs_in().text
    assert "TRẦN THỊ HOA" in desk
    assert "(LoA2)" in desk
    assert "Số 12, ngõ 5, phố Vọng" in desk  # from the population register
    key = citizen.http.cookies[f"desk-{citizen.desk.rpartition(':')[2]}"]
    assert "(LoA3)" in citizen.arrives(citizen.http.post(f"{citizen.desk}/submit")).text
    assert citizen.http.cookies[f"desk-{citizen.desk.rpartition(':')[2]}"] != key
    assert re.search(r"HS-[0-9a-f]{8}", citizen.http.post(f"{citizen.desk}/submit").text)

    leaving = citizen.http.post(f"{citizen.desk}/sign-out")
    assert leaving.headers["location"].startswith(f"{citizen.eid}/logout?")
    left = citizen.http.get(leaving.headers["location"])
    assert left.headers["location"].startswith(f"{citizen.desk}/?")
    assert "/sign-in" in citizen.http.get(left.headers["location"]).text
    asked = citizen.http.get(f"{citizen.desk}/sign-in").headers["location"]
    assert "/sign-in/" in citizen.http.get(asked).headers["location"]  # the e-ID's own pages: it asks again


def test_the_register_knows_on_whose_behalf_the_desk_asked(citizen: Citizen, sandbox: Sandbox) -> None:
    citizen.signs_in()
    page = httpx.post(
        f"{sandbox.urls['population_db']}/_sandbox/audit", json={"about": "001171999001"}, trust_env=False
    ).json()
    line = page["lines"][0]
    assert (line["client"], line["procedure"], line["action"]) == ("tinh-demo", "1.004222", "share")
    assert re.fullmatch(r"citizen:[0-9a-f-]{36}", line["on_behalf_of"])


def test_who_cannot_reach_the_level_is_told_and_stays_signed_in(citizen: Citizen) -> None:
    persona = "pao-short-name"
    assert "(LoA2)" in citizen.signs_in(persona).text
    refused = citizen.arrives(citizen.http.post(f"{citizen.desk}/submit"), persona)
    assert refused.status_code == 403
    assert "unmet_authentication_requirements" in refused.text
    assert "(LoA2)" in citizen.looks()


def test_nobody_else_comes_back_from_a_step_up(citizen: Citizen) -> None:
    citizen.signs_in()
    other = citizen.arrives(citizen.http.post(f"{citizen.desk}/submit"), "lan-three-numbers")
    assert (other.status_code, "another person" in other.text) == (403, True)
    assert "TRẦN THỊ HOA" in citizen.looks()
    assert "(LoA2)" in citizen.looks()


def test_a_planted_answer_signs_nobody_in(citizen: Citizen) -> None:
    asked = citizen.http.get(f"{citizen.desk}/sign-in").headers["location"]
    planted = citizen.http.get(f"{asked}&persona={HOA}").headers["location"]
    victim = citizen.another()
    assert victim.http.get(planted).status_code == 403
    assert "HOA" not in victim.looks()
    chosen = citizen.another()
    cookie = f"desk-{citizen.desk.rpartition(':')[2]}"
    chosen.http.cookies.set(cookie, "chosen-by-somebody")
    chosen.signs_in()
    stranger = httpx.get(f"{citizen.desk}/", cookies={cookie: "chosen-by-somebody"}, trust_env=False)
    assert "HOA" not in stranger.text


def test_what_must_keep_a_person_out_does_and_nothing_else(citizen: Citizen) -> None:
    otherwise = []
    for name, refuse in REFUSE.items():
        if name.startswith(UNTRIED) or (refuse in {"may", "should"} and name not in POLICY):
            continue
        citizen.http.cookies.clear()
        if name.startswith(BEFOREHAND):
            citizen.http.get(f"{citizen.desk}/signed-in")  # refused: now it asks for keys and discovery anew
            citizen.steers("POST", {"name": name, "next": 10})
            came = citizen.signs_in()
            citizen.steers("DELETE")
        else:
            came = citizen.signs_in(misbehave=name)
        kept_out = came.status_code == 403 and "HOA" not in citizen.looks()
        if kept_out != (refuse in {"must", "should"}):
            otherwise.append((name, refuse, came.text[-200:]))
    assert not otherwise
    citizen.http.cookies.clear()
    assert "HOA" in citizen.signs_in().text  # and it is none the worse for it
