"""Sign-ins and sessions: what a browser must hold, how long, and what becomes of one that failed."""

from typing import Any

import pytest

from motcua.wire.oidc import Failure
from services.portal.errors import ALL, SIGN_IN
from tests.unit.services.conftest import Register
from tests.unit.services.portal.citizens import HOA, HTML, MAI, Browser, Played, csrf_in, found

MORNING = "2026-07-01T08:00:00+07:00"
TWENTY_MINUTES = [f"2026-07-01T{8 + n // 3:02}:{n % 3 * 20:02}:00+07:00" for n in range(1, 26)]


@pytest.fixture
def engine() -> str:
    """Sessions are rows like any others; ``test_accounts`` runs on both engines."""
    return "sqlite"


def code_of(answer: Any) -> str:
    return found(r'data-testid="sign-in-failed" data-code="([^"]+)"', answer.text)


def test_a_person_signs_in_and_finds_their_account(browser: Browser, portal: Register) -> None:
    answer = browser.sign_in()
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    page = browser.account()
    assert "TRẦN THỊ HOA" in page
    assert 'data-status="verified"' in page
    outcomes = {line["action"]: line["outcome"] for line in portal.audit()}
    assert outcomes["sign-in"] == "created LoA2"
    assert outcomes["verify-identity"] == "verified"
    browser.sign_in()
    assert "found LoA2" in [line["outcome"] for line in portal.audit() if line["action"] == "sign-in"]


def test_who_sat_at_the_browser_before_signs_nobody_in(browser: Browser, portal: Register) -> None:
    browser.sign_in()
    before = len(portal.audit())
    browser.sign_in(MAI)
    said = {line["action"]: line["on_behalf_of"] for line in portal.audit()[: len(portal.audit()) - before]}
    assert said["sign-in"] == "citizen:page"
    assert said["verify-identity"] == "citizen:page"


def test_cookies_are_out_of_reach_for_scripts_and_other_sites(browser: Browser) -> None:
    before = browser.http.get("/sign-in").headers["set-cookie"]
    after = browser.sign_in().headers["set-cookie"]
    for cookie in (before, after):
        assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
        assert "Secure" not in cookie  # plain HTTP here; the next test has https


def test_cookies_are_secure_where_browsers_come_by_https(browser: Browser, portal: Register) -> None:
    state = portal.http.app.motcua  # type: ignore[attr-defined]  # a SandboxApp
    state.service = state.service.model_copy(
        update={"public": {**state.service.public, "portal": "https://testserver"}}
    )
    assert "Secure" in browser.http.get("/sign-in").headers["set-cookie"]


def test_every_sign_in_gets_a_cookie_of_its_own_and_ends_the_one_before(browser: Browser, played: Played) -> None:
    browser.sign_in()
    (name,) = [cookie.name for cookie in browser.http.cookies.jar if not cookie.name.endswith("-sign-in")]
    first = browser.http.cookies[name]
    browser.sign_in(MAI)
    assert browser.http.cookies[name] != first
    assert "NGUYỄN THỊ MAI" in browser.account()
    browser.http.cookies.clear()
    browser.http.cookies[name] = first  # kept by somebody
    assert browser.http.get("/account").status_code == 303


def test_an_answer_is_good_for_one_use(browser: Browser) -> None:
    asked = browser.leave()
    assert browser.come_back(state=asked["state"]).status_code == 303
    again = browser.come_back(state=asked["state"])
    assert (again.status_code, code_of(again)) == (400, "sign-in.state")


def test_an_answer_belongs_to_the_browser_that_asked(browser: Browser, portal: Register, played: Played) -> None:
    asked, other = browser.leave(), Browser(portal, played)
    other.leave()
    assert code_of(other.come_back(state=asked["state"])) == "sign-in.state"
    assert other.http.get("/account").status_code == 303  # nobody is signed in there


@pytest.mark.parametrize("state", ["", "{state} ", "{state}=", "x{state}"])
def test_state_is_compared_byte_for_byte(browser: Browser, state: str) -> None:
    asked = browser.leave()
    assert code_of(browser.come_back(state=state.format(**asked))) == "sign-in.state"


def test_two_tabs_may_sign_in_at_once(browser: Browser, played: Played) -> None:
    first, nonce = browser.leave(), played.nonce
    second = browser.leave()
    assert browser.come_back(state=second["state"]).status_code == 303
    played.nonce = nonce
    assert browser.come_back(state=first["state"]).status_code == 303


def test_a_sign_in_is_answered_within_a_quarter_of_an_hour(browser: Browser, portal: Register) -> None:
    portal.clock(MORNING)
    asked = browser.leave()
    portal.clock("2026-07-01T08:15:01+07:00")
    assert code_of(browser.come_back(state=asked["state"])) == "sign-in.too-late"


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"iss": "http://evil.test"}, 400, "answer-issuer"),
        ({"code": ""}, 400, "no-code"),
        ({"error": "access_denied"}, 403, "cancelled"),
        ({"error": "unmet_authentication_requirements"}, 403, "level-out-of-reach"),
        ({"error": "server_error"}, 502, "provider-refused"),
    ],
    ids=str,
)
def test_an_answer_that_is_none_says_so_in_plain_words(
    browser: Browser, portal: Register, query: dict[str, str], status: int, code: str
) -> None:
    answer = browser.come_back(**{"state": browser.leave()["state"], **query})
    assert (answer.status_code, code_of(answer)) == (status, f"sign-in.{code}")
    assert 'data-testid="try-again"' in answer.text
    assert browser.http.get("/account").status_code == 303
    assert portal.audit()[0]["outcome"] == f"refused:sign-in.{code}"


def test_a_token_for_somebody_else_signs_nobody_in(browser: Browser, played: Played) -> None:
    for token, code in (
        ({"nonce": "x"}, "id-token-nonce"),
        ({"acr": "LoA1"}, "id-token-level"),
        ({"auth_time": played.now() - 8 * 3600 - 70}, "id-token-auth-time"),
        ({"auth_time": None}, "id-token-auth-time"),
    ):
        played.token = token
        answer = browser.sign_in()
        assert (answer.status_code, code_of(answer)) == (502, f"sign-in.{code}")
    assert browser.http.get("/account").status_code == 303


def test_the_sandbox_clock_judges_tokens(browser: Browser, portal: Register, played: Played) -> None:
    portal.clock("2031-01-01T00:00:00+00:00")
    assert browser.sign_in().status_code == 303
    played.token = {"exp": played.now() - 61}
    assert code_of(browser.sign_in()) == "sign-in.id-token-expired"


@pytest.mark.parametrize("claims", [{"cccd": ""}, {"cccd": "9000000019"}, {"cccd": 1171999001}, {"name": ""}], ids=str)
def test_only_people_have_accounts(browser: Browser, claims: dict[str, Any]) -> None:
    assert code_of(browser.sign_in({**HOA, **claims})) == "sign-in.no-personal-number"


def test_a_number_stays_with_its_subject(browser: Browser) -> None:
    browser.sign_in()
    assert code_of(browser.sign_in({**HOA, "sub": "somebody"})) == "sign-in.subject-changed"
    assert code_of(browser.sign_in({**MAI, "sub": HOA["sub"]})) == "sign-in.subject-changed"


def test_a_provider_out_of_reach_is_no_dead_end(portal: Register) -> None:
    portal.http.app.motcua.upstreams.pop("eid_auth", None)  # type: ignore[attr-defined]  # a SandboxApp
    answer = portal.http.get("/sign-in", headers=HTML, follow_redirects=False)
    assert (answer.status_code, code_of(answer)) == (503, "sign-in.discovery-unreachable")
    assert portal.http.get("/", headers=HTML).status_code == 200


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("/sign-in?return_to=/account/old", "/account/old"),
        ("/sign-in?return_to=/account%3Flang%3Den", "/account?lang=en"),
        ("/sign-in?return_to=//evil.test", "/account"),
        ("/sign-in?return_to=https://evil.test/", "/account"),
        ("/sign-in?return_to=/%5Cevil.test", "/account"),
        ("/sign-in?return_to=/a%0d%0aSet-Cookie:x", "/account"),
    ],
)
def test_a_sign_in_leads_back_to_this_portal_only(browser: Browser, path: str, back: str) -> None:
    assert browser.sign_in(path=path).headers["location"] == back


def test_a_page_may_ask_for_more(browser: Browser) -> None:
    asked = browser.leave("/sign-in?level=3")
    assert (asked["acr_values"], asked["max_age"]) == ("LoA3", "28800")
    assert browser.leave("/sign-in?level=9&lang=en")["acr_values"] == "LoA2"
    asked = browser.leave("/sign-in?again=1&lang=en")
    assert (asked["prompt"], asked["ui_locales"]) == ("login", "en")
    assert browser.come_back(state=asked["state"]).headers["location"] == "/account?lang=en"
    assert "You are not signed in" in browser.come_back(state=asked["state"]).text  # used before


def test_a_browser_that_came_by_another_name_is_sent_to_ours(browser: Browser) -> None:
    answer = browser.http.get("http://localhost/sign-in?level=3")
    assert (answer.status_code, answer.headers["location"]) == (303, "http://testserver/sign-in?level=3&moved=1")
    behind = browser.http.get("http://proxied/sign-in?level=3&moved=1")  # a proxy in between: once is enough
    assert behind.headers["location"].startswith("http://eid.test/authorize")


@pytest.mark.parametrize("page", ["/account", "/account/verify", "/account/contacts", "/account/old"])
def test_a_page_of_the_account_asks_to_sign_in_first(browser: Browser, page: str) -> None:
    answer = browser.http.get(f"{page}?lang=en")
    assert answer.status_code == 303
    assert browser.sign_in(path=answer.headers["location"]).headers["location"] == f"{page}?lang=en"
    assert browser.account(page)


@pytest.mark.parametrize(
    ("moments", "alive"),
    [
        (["2026-07-01T08:29:59+07:00"], True),
        (["2026-07-01T08:30:01+07:00"], False),  # idle
        (TWENTY_MINUTES[:23], True),
        (TWENTY_MINUTES, False),  # eight hours and twenty minutes, never idle
        (["2026-06-30T08:00:00+07:00"], False),  # the clock was moved back
    ],
    ids=["in time", "idle", "all day", "too long", "before it began"],
)
def test_a_session_ends_by_the_sandbox_clock(
    browser: Browser, portal: Register, moments: list[str], *, alive: bool
) -> None:
    portal.clock(MORNING)
    browser.sign_in()
    for moment in moments:
        portal.clock(moment)
        last = browser.http.get("/account").status_code
    assert (last == 200) is alive


@pytest.mark.parametrize("path", ["/sign-out", "/account/verify", "/account/contacts", "/account/old"])
def test_a_form_from_elsewhere_changes_nothing(browser: Browser, portal: Register, played: Played, path: str) -> None:
    other = Browser(portal, played)
    other.sign_in(MAI)
    stolen = csrf_in(other.account())
    browser.sign_in()
    for csrf in ("", "0" * 64, stolen):
        answer = browser.http.post(path, data={"csrf": csrf})
        assert (answer.status_code, "page.form-stale" in answer.text) == (403, True)
    foreign = browser.http.post(
        path, data={"csrf": csrf_in(browser.account())}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert (foreign.status_code, "page.posted-from-elsewhere" in foreign.text) == (403, True)
    nobody = Browser(portal, played).http.post(path, data={"csrf": stolen})
    assert (nobody.status_code, "page.session-ended" in nobody.text) == (403, True)
    assert 'data-testid="identity"' in browser.account()


def test_signing_out_ends_both_sessions(browser: Browser) -> None:
    browser.sign_in()
    answer = browser.post("/sign-out")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("http://eid.test/logout?id_token_hint=ey")
    assert "post_logout_redirect_uri=http%3A%2F%2Ftestserver%2Fsigned-out&state=" in answer.headers["location"]
    assert browser.http.get("/account").status_code == 303
    assert "khỏi tài khoản định danh" in browser.http.get("/signed-out").text


def test_signing_out_says_where_the_provider_did_not_answer(browser: Browser, portal: Register) -> None:
    browser.sign_in()
    csrf = csrf_in(browser.account())
    portal.http.app.motcua.upstreams.pop("eid_auth")  # type: ignore[attr-defined]  # a SandboxApp
    answer = browser.http.post("/sign-out", data={"csrf": csrf})
    assert answer.headers["location"].startswith("/signed-out?left=")
    assert "đóng trình duyệt" in browser.http.get(answer.headers["location"]).text
    assert browser.http.get("/account").status_code == 303


def test_the_page_of_the_account_lets_its_form_lead_to_the_provider_and_nowhere_else(browser: Browser) -> None:
    browser.sign_in()
    policy = browser.http.get("/account").headers["content-security-policy"]
    assert "form-action 'self' http://eid.test;" in policy
    browser.post("/sign-out")
    assert "form-action 'self';" in browser.http.get("/signed-out").headers["content-security-policy"]


def test_what_a_database_holds_signs_nobody_in(browser: Browser, portal: Register) -> None:
    asked = browser.leave()
    browser.come_back(state=asked["state"])
    kept = browser.leave()
    with portal.http.app.motcua.db.begin() as work:  # type: ignore[attr-defined]  # a SandboxApp
        rows = [
            *work._writes.execute("SELECT * FROM sessions").fetchall(),
            *work._writes.execute("SELECT * FROM sign_ins").fetchall(),
        ]
    held = {str(cell) for row in rows for cell in row}
    cookies = {cookie.value for cookie in browser.http.cookies.jar}
    assert len(cookies) == 2
    assert not held & {*cookies, asked["state"], kept["state"]}


def test_every_failure_has_a_refusal_with_words_of_its_own() -> None:
    assert set(SIGN_IN) == set(Failure)
    codes = [refusal.code for refusal in ALL]
    assert len(codes) == len(set(codes))
    assert len({refusal.title for refusal in SIGN_IN.values()}) == len(Failure)
    assert len({refusal.title_en for refusal in SIGN_IN.values()}) == len(Failure)
