"""Each misdeed changes its own endpoint's answer as it says; who asked for it, and when it is spent."""

from typing import Any

import pytest

from services.eid_auth.rules import corruptions, misbehaving, misconduct
from services.eid_auth.rules.misbehaving import Queue, Unknown, wishes
from services.eid_auth.rules.misconduct import Answer, Endpoint, Wish

JSON = {"Content-Type": "application/json"}
KEYS = [{"kid": "new", "kty": "RSA"}, {"kid": "old", "kty": "RSA"}]
TOKENS = {"access_token": "a", "token_type": "Bearer", "expires_in": 3600, "id_token": "i", "refresh_token": "second"}
PAIRS = [("code", "c"), ("state", "s"), ("iss", "http://127.0.0.1:8002")]
GOOD: dict[Endpoint, Answer] = {
    "discovery": Answer(200, JSON, {"issuer": "http://127.0.0.1:8002", "token_endpoint": "…/token"}),
    "jwks": Answer(200, JSON, {"keys": KEYS}),
    "authorize": Answer(302, {}, PAIRS),
    "token": Answer(200, JSON, TOKENS),
    "refresh": Answer(200, JSON, TOKENS),
    "userinfo": Answer(200, JSON, {"sub": "hoa", "name": "Trần Thị Hoa"}),
}
ENDPOINTS = tuple(GOOD)


def done(name: str, **known: str) -> Answer:
    endpoint = misconduct.ALL[name].endpoint
    return misconduct.at(endpoint, [Wish(name)], GOOD[endpoint], **known)


def test_the_list_is_long_and_says_everything() -> None:
    assert len(misconduct.ALL) >= 22
    assert all(one.vi and one.en and one.clause and one.client for one in misconduct.ALL.values())
    assert all(name.startswith(one.endpoint) for name, one in misconduct.ALL.items())
    assert not set(misconduct.ALL) & set(corruptions.ALL)


@pytest.mark.parametrize("name", [name for name in misconduct.ALL if name != "keys-rotated-unannounced"])
def test_a_misdeed_spoils_its_endpoint_and_no_other(name: str) -> None:
    assert done(name, active="new", presented="first") != GOOD[misconduct.ALL[name].endpoint]
    for other in set(ENDPOINTS) - {misconduct.ALL[name].endpoint}:
        assert misconduct.at(other, [Wish(name)], GOOD[other], active="new", presented="first") == GOOD[other]


def test_a_corruption_of_the_token_is_passed_over() -> None:
    assert misconduct.at("token", [Wish("nonce-wrong")], GOOD["token"]) == GOOD["token"]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("discovery-issuer-wrong", {"issuer": "https://eid.invalid", "token_endpoint": "…/token"}),
        ("discovery-endpoint-missing", {"issuer": "http://127.0.0.1:8002"}),
        ("jwks-stale", {"keys": KEYS[1:]}),
        ("jwks-empty", {"keys": []}),
        ("authorize-state-wrong", [PAIRS[0], PAIRS[2], ("state", "not-the-state-that-was-sent")]),
        ("authorize-state-missing", [PAIRS[0], PAIRS[2]]),
        ("authorize-iss-wrong", [*PAIRS[:2], ("iss", "https://eid.invalid")]),
        ("authorize-iss-missing", PAIRS[:2]),
        ("authorize-code-missing", PAIRS[1:]),
        ("authorize-code-twice", [*PAIRS, ("code", "a-second-code")]),
        ("token-type-missing", {k: v for k, v in TOKENS.items() if k != "token_type"}),
        ("token-type-mac", TOKENS | {"token_type": "mac"}),
        ("token-id-token-missing", {k: v for k, v in TOKENS.items() if k != "id_token"}),
        ("token-access-token-missing", {k: v for k, v in TOKENS.items() if k != "access_token"}),
        ("token-expires-in-text", TOKENS | {"expires_in": "một giờ"}),
        ("refresh-token-same", TOKENS | {"refresh_token": "first"}),
        ("userinfo-sub-missing", {"name": "Trần Thị Hoa"}),
    ],
)
def test_the_body_says(name: str, body: Any) -> None:
    answer = done(name, active="new", presented="first")
    assert answer.body == body
    assert (answer.status, answer.headers) == (GOOD[misconduct.ALL[name].endpoint].status, answer.headers)


@pytest.mark.parametrize("error", ["access_denied", "server_error", "temporarily_unavailable"])
def test_an_error_goes_back_with_state_and_issuer(error: str) -> None:
    name = {"temporarily_unavailable": "authorize-unavailable"}.get(error, f"authorize-{error.replace('_', '-')}")
    body: Any = done(name).body
    pairs = dict(body)
    assert pairs["error"] == error
    assert "code" not in pairs
    assert {"state": pairs["state"], "iss": pairs["iss"]} == dict(PAIRS[1:])


@pytest.mark.parametrize("name", [name for name in misconduct.ALL if name.endswith(("-500", "-html"))])
def test_a_page_where_json_was_expected(name: str) -> None:
    answer = done(name)
    assert answer.status == (500 if name.endswith("-500") else 200)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert isinstance(answer.body, str)
    assert answer.body.startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("name", "status", "header", "value"),
    [
        ("token-503", 503, "Retry-After", "30"),
        ("userinfo-401", 401, "WWW-Authenticate", 'Bearer error="invalid_token"'),
        ("userinfo-called-signed", 200, "Content-Type", "application/jwt"),
        ("jwks-content-type", 200, "Content-Type", "text/plain; charset=utf-8"),
    ],
)
def test_the_headers_say(name: str, status: int, header: str, value: str) -> None:
    assert (done(name).status, done(name).headers[header]) == (status, value)


def test_late_is_right_and_says_how_late() -> None:
    for name in ("token-slow", "jwks-slow"):
        endpoint = misconduct.ALL[name].endpoint
        answer = misconduct.at(endpoint, [Wish(name, 0.5)], GOOD[endpoint])
        assert (answer.body, answer.delay) == (GOOD[endpoint].body, 0.5)


def test_two_misdeeds_add_up() -> None:
    answer = misconduct.at("token", [Wish("token-slow", 2), Wish("token-html")], GOOD["token"])
    assert (answer.delay, answer.headers["Content-Type"][:9]) == (2, "text/html")


def test_the_answer_in_the_fragment_is_the_same_answer() -> None:
    assert done("authorize-fragment").fragment
    assert done("authorize-fragment").body == GOOD["authorize"].body


def test_rotation_is_asked_of_the_token_endpoint() -> None:
    wish = wishes("keys-rotated-unannounced")
    assert misconduct.wants_rotation(wish)
    assert not misconduct.wants_rotation(wishes("jwks-stale"))
    assert [endpoint for endpoint in ENDPOINTS if misbehaving.acts_at(wish[0], endpoint)] == ["token", "refresh"]


def test_wishes_are_read_and_written() -> None:
    text = "nonce-wrong, token-slow;seconds=3;silent=true"
    assert wishes(text) == [Wish("nonce-wrong"), Wish("token-slow", 3, silent=True)]
    assert wishes(misbehaving.text_of(wishes(text))) == wishes(text)
    assert wishes("") == []
    assert misbehaving.announced(wishes(text)) == "nonce-wrong"


@pytest.mark.parametrize(
    "text", ["nonce", "nonce-wrong;x=1", "token-slow;seconds=soon", "token-slow;seconds=601", "token-500;silent=yes"]
)
def test_what_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(Unknown, match=text.split(";", maxsplit=1)[0]):
        wishes(text)


def test_a_persona_brings_its_own() -> None:
    assert misbehaving.of_persona(["eid.level2", "misbehave.nonce_wrong"]) == [Wish("nonce-wrong")]


def test_a_name_waits_for_its_own_endpoint() -> None:
    asked = wishes("nonce-wrong, userinfo-401, authorize-state-wrong")
    queue = Queue()
    assert [wish.name for wish in queue.chosen("authorize", asked)] == ["authorize-state-wrong"]
    assert [wish.name for wish in queue.chosen("token", asked)] == ["nonce-wrong"]
    assert [wish.name for wish in queue.chosen("refresh", asked)] == ["nonce-wrong"]
    assert [wish.name for wish in queue.chosen("userinfo", asked)] == ["userinfo-401"]
    assert queue.chosen("jwks", asked) == []


def test_one_thing_is_wrong_with_a_token() -> None:
    assert misbehaving.corruption(wishes("token-slow, expired, nonce-wrong")) == "expired"
    assert misbehaving.corruption(wishes("token-slow")) == ""


def test_a_queue_is_spent_by_use() -> None:
    queue = Queue()
    queue.put(Wish("expired"), times=2)
    assert queue.chosen("jwks") == []
    assert [len(queue.chosen("token")) for _ in range(3)] == [1, 1, 0]
    assert queue.queued == []


def test_a_queue_knows_client_and_person() -> None:
    queue = Queue()
    queue.put(Wish("expired"), client="portal")
    queue.put(Wish("userinfo-401"), cccd="001171999001")
    assert queue.chosen("token", client="desk") == []
    assert queue.chosen("token", client="portal") == [Wish("expired")]
    assert queue.chosen("userinfo", client="portal", cccd="040193999003") == []
    assert queue.chosen("userinfo", client="desk", cccd="001171999001") == [Wish("userinfo-401")]
    assert [one.applied for one in queue.queued] == [1, 1]


def test_what_was_asked_and_what_waits_come_together_once() -> None:
    queue = Queue()
    queue.put(Wish("expired"))
    queue.put(Wish("token-500"))
    chosen = queue.chosen("token", wishes("expired;silent=true"))
    assert chosen == [Wish("expired", silent=True), Wish("token-500")]


def test_what_waits_is_taken_back() -> None:
    queue = Queue()
    first, _ = queue.put(Wish("expired")), queue.put(Wish("token-500"))
    assert queue.drop(first.id) == 1
    assert queue.drop("m9") == 0
    assert queue.drop() == 1
