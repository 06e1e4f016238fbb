"""QR sign-in: a browser that waits and a phone that answers, each with its own cookies."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from services.eid_auth.rules import factors
from services.eid_auth.rules.factors import Challenge, Event, State
from tests.unit.services.conftest import Register
from tests.unit.services.eid_auth.relying import payload
from tests.unit.services.eid_auth.visitor import Visitor

HOA = "hoa-renewed-card"
START = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)


@pytest.fixture
def screen(eid_auth: Register) -> Visitor:
    """A browser that shows a QR code for a client that wants a face."""
    eid_auth.clock("2026-01-05T03:00:00Z")
    screen = Visitor(eid_auth).asked(acr_values="LoA4 LoA2")
    screen.does("qr")
    assert screen.at.endswith("/qr")
    return screen


@pytest.fixture
def phone(eid_auth: Register) -> Visitor:
    """Another browser, as the phone."""
    return Visitor(eid_auth)


def reads(phone: Visitor, screen: Visitor) -> str:
    """The phone reads the code that the screen shows."""
    code = screen.shows("short-code")[0]
    phone.go(f"/phone?c={code}")
    return f"/phone?c={code}"


def scans(phone: Visitor, screen: Visitor, persona: str = HOA) -> str:
    """It is that person's phone."""
    address = reads(phone, screen)
    phone.does("scan", address, persona=persona)
    return address


def looks(screen: Visitor) -> str:
    """The screen looks again: its state, or nothing where it went on."""
    screen.go(screen.at)
    return next(iter(screen.shows("qr-state", "data-state")), "")


def test_the_phone_approves_and_the_screen_goes_on(screen: Visitor, phone: Visitor) -> None:
    assert screen.page.headers["refresh"] == "4"
    assert looks(screen) == "pending"
    address = scans(phone, screen)
    assert "Ứng dụng trình diễn" in phone.page.text
    assert phone.shows("place") == ["127.0.0.1:9009"]
    assert phone.shows("level", "data-level") == ["4"]
    assert looks(screen) == "scanned"
    phone.does("approve", address, passcode="246810", face="match")
    assert phone.shows("phone-state", "data-state") == ["approved"]
    assert looks(screen) == ""
    assert screen.shows("allow")
    screen.does("allow")
    claims = payload(screen.rp.token(code=screen.back["code"]).json()["id_token"])
    assert (claims["acr"], claims["amr"]) == ("LoA4", ["hwk", "pin", "face"])
    phone.go(address)
    assert phone.shows("phone-state", "data-state") == ["taken"]


def test_without_a_face_the_level_stays_two_and_the_face_is_asked_for(screen: Visitor, phone: Visitor) -> None:
    address = scans(phone, screen)
    phone.does("approve", address, passcode="246810", face="none")
    looks(screen)
    assert screen.shows("face-match")
    screen.does("face", face="match")
    screen.does("allow")
    assert payload(screen.rp.token(code=screen.back["code"]).json()["id_token"])["acr"] == "LoA4"


def test_the_phone_rejects_and_the_screen_says_so(screen: Visitor, phone: Visitor) -> None:
    address = scans(phone, screen, "ha-rejects-qr")
    assert phone.shows("preset", "data-preset") == ["reject"]
    phone.does("reject", address)
    assert phone.shows("phone-state", "data-state") == ["rejected"]
    assert looks(screen) == "rejected"
    assert "refresh" not in screen.page.headers
    screen.does("qr")
    assert screen.shows("qr-state", "data-state") == ["pending"]


def test_nobody_answers_for_two_minutes(screen: Visitor, phone: Visitor, eid_auth: Register) -> None:
    address = scans(phone, screen, "binh-night-shift")
    assert phone.shows("preset", "data-preset") == ["ignore"]
    csrf = phone.csrf
    eid_auth.clock("2026-01-05T03:01:59Z")
    assert looks(screen) == "scanned"
    eid_auth.clock("2026-01-05T03:02:00Z")
    assert looks(screen) == "timed_out"
    phone.posts(address, {"csrf": csrf, "act": "approve", "passcode": "123456", "face": "match"})
    assert phone.shows("phone-state", "data-state") == ["timed_out"]
    assert looks(screen) == "timed_out"
    screen.does("other_way")
    assert screen.shows("sign-in")


def test_a_code_is_for_the_phone_that_read_it_first(screen: Visitor, phone: Visitor, eid_auth: Register) -> None:
    address, other = scans(phone, screen), Visitor(eid_auth)
    assert other.go(address).status_code == 422
    assert other.slips() == ["c"]
    form = {"csrf": "0" * 64, "act": "approve", "passcode": "123456", "face": "match"}
    assert other.posts(address, form).status_code == 403
    assert looks(screen) == "scanned"


def test_another_screen_does_not_take_the_answer(screen: Visitor, phone: Visitor, eid_auth: Register) -> None:
    address = scans(phone, screen)
    phone.does("approve", address, passcode="123456", face="match")
    assert Visitor(eid_auth).asked().go(screen.at).status_code == 404
    assert looks(screen) == ""


def test_a_new_code_makes_the_old_one_worthless(screen: Visitor, phone: Visitor) -> None:
    address = scans(phone, screen)
    screen.does("qr")
    phone.does("approve", address, passcode="123456", face="match")
    assert phone.shows("phone-state", "data-state") == ["cancelled"]
    assert looks(screen) == "pending"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"passcode": "12345", "face": "match"}, "passcode"),
        ({"passcode": "１２３４５６", "face": "match"}, "passcode"),
        ({"passcode": "123456", "face": "no_match"}, "face-match"),
        ({"passcode": "123456", "face": "spoof"}, "face-match"),
    ],
)
def test_what_the_phone_does_not_take(screen: Visitor, phone: Visitor, given: dict[str, str], field: str) -> None:
    address = scans(phone, screen)
    assert phone.does("approve", address, **given).status_code == 422
    assert phone.slips() == [field]
    assert looks(screen) == "scanned"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "persona"),
        ({"login": "0999999999"}, "login"),
        ({"persona": "ut-borrowed-sim"}, "persona"),
        ({"persona": "thinh-locked-by-authority"}, "persona"),
        ({"login": "079075999051"}, "login"),
    ],
)
def test_whose_phone_it_cannot_be(screen: Visitor, phone: Visitor, given: dict[str, str], field: str) -> None:
    address = reads(phone, screen)
    assert phone.does("scan", address, **given).status_code == 422
    assert phone.slips() == [field]
    assert looks(screen) == "pending"


def test_a_level_one_account_is_not_asked_for_its_face(screen: Visitor, phone: Visitor) -> None:
    address = scans(phone, screen, "yuki-foreigner-level-one")
    assert phone.shows("no-face")
    phone.does("approve", address, passcode="123456", face="match")
    looks(screen)
    screen.does("allow")
    claims = payload(screen.rp.token(code=screen.back["code"]).json()["id_token"])
    assert (claims["acr"], claims["amr"]) == ("LoA2", ["hwk", "pin"])


@pytest.mark.parametrize("typed", ["ZZZZZZZZ", "x", "<script>", "é" * 8])
def test_a_code_that_there_is_not(phone: Visitor, typed: str) -> None:
    assert phone.go(f"/phone?c={typed}").status_code == 422
    assert phone.slips() == ["c"]
    assert "<script" not in phone.page.text


def test_looking_by_itself_can_be_switched_off(screen: Visitor) -> None:
    screen.go(f"{screen.at}?auto=off")
    assert "refresh" not in screen.page.headers
    assert screen.shows("look")


@pytest.mark.parametrize(("state", "event"), list(itertools.product(State, Event)))
def test_a_challenge_takes_no_step_that_the_table_does_not_have(state: State, event: Event) -> None:
    after = factors.after(state, event)
    assert (after is None) == ((state, event) not in factors.STEPS)
    if state not in factors.LIVING:
        assert after is None


@pytest.mark.parametrize("state", State)
def test_only_what_is_open_times_out(state: State) -> None:
    challenge = Challenge("KX7F2M9Q", "i", 1, state, START.isoformat())
    assert factors.state_now(challenge, START + timedelta(seconds=119)) is state
    late = factors.state_now(challenge, START + factors.CHALLENGE_LIFE)
    assert late is (State.TIMED_OUT if state in factors.LIVING else state)
