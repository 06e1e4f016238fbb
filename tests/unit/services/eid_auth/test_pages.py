"""Signing in on pages: what leads to the client, what leads to a sentence, and what is refused."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from motcua.chassis.docs import BAND
from motcua.chassis.site import LANGUAGES
from services.eid_auth.pages import SITE
from services.eid_auth.rules import misbehaving
from tests.unit.services.conftest import Register
from tests.unit.services.eid_auth.relying import payload
from tests.unit.services.eid_auth.visitor import HTML, PASSWORD, Visitor, inbox

HOA, HOA_PHONE = "001171999001", "0900000001"
DAO, DAO_PHONE = "046193999071", "0900000071"  # her face does not match
CONG = "cong-photo-on-screen"


@pytest.fixture
def visitor(eid_auth: Register) -> Visitor:
    """A browser that has been nowhere yet."""
    return Visitor(eid_auth)


def leaves(texts: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(texts, dict):
        for name, inner in texts.items():
            yield from leaves(inner, f"{path}.{name}")
    else:
        yield path, str(texts)


def test_both_languages_say_the_same_things() -> None:
    vi, en = (dict(leaves(SITE.texts(lang))) for lang in LANGUAGES)
    assert set(vi) == set(en)
    places = re.compile(r"{\w+}")
    assert not [path for path in vi if set(places.findall(vi[path])) != set(places.findall(en[path]))]


def test_password_code_and_consent_lead_to_the_client(visitor: Visitor) -> None:
    visitor.asked()
    assert visitor.shows("level", "data-level") == ["2"]
    visitor.signs_in(HOA)
    assert visitor.shows("sent-to")[0].startswith("Mã gồm 6 chữ số đã gửi đến số 090****001")
    visitor.types_code(HOA_PHONE)
    assert re.search(r'data-testid="claim-cccd".*001\*{6}001', visitor.page.text)
    assert HOA not in visitor.page.text
    visitor.does("allow")
    assert visitor.back["state"] == "xyz"
    claims = payload(visitor.rp.token(code=visitor.back["code"]).json()["id_token"])
    assert (claims["acr"], claims["amr"]) == ("LoA2", ["pwd", "otp"])
    again = visitor.rp.authorize(persona=None, scope="openid profile")  # signed in, and it was allowed
    assert "code=" in again.headers["location"]


def test_the_session_cookie_is_for_the_server_alone(visitor: Visitor) -> None:
    visitor.asked(acr_values="LoA1").signs_in(HOA)
    cookies = visitor.does("allow").headers.get_list("set-cookie")
    assert len(cookies) == 1
    assert cookies[0].startswith("motcua-eid-8002=")
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookies[0].split("; "))


@pytest.mark.parametrize("login", [HOA_PHONE, "HOA-renewed-card@example.com", f" {HOA} "])
def test_one_signs_in_with_number_telephone_or_mail(visitor: Visitor, login: str) -> None:
    visitor.asked(acr_values="LoA1").signs_in(login)
    assert visitor.shows("who") == ["Đang đăng nhập"]
    assert "TRẦN THỊ HOA" in visitor.page.text


@pytest.mark.parametrize(
    ("login", "password", "slips"),
    [("", "", ["login", "password"]), (HOA, "", ["password"]), (HOA, "x", ["login"]), ("nobody", PASSWORD, ["login"])],
)
def test_what_is_wrong_is_said_at_its_field_and_the_login_stays(
    visitor: Visitor, login: str, password: str, slips: list[str]
) -> None:
    visitor.asked()
    assert visitor.signs_in(login, password).status_code == 422
    assert visitor.slips() == slips
    assert f'value="{login}"' in visitor.page.text
    assert not re.search(r'type="password"[^>]* value=', visitor.page.text)


def test_signs_that_no_database_holds_are_no_defect(visitor: Visitor) -> None:
    visitor.asked()
    assert visitor.signs_in("0900\0000001", "\0").status_code == 422
    assert visitor.does("persona", persona="\0").status_code == 422
    assert visitor.does("misbehave", misbehave="\0").status_code == 200
    assert visitor.go("/inbox?phone=%00").status_code == 200
    assert visitor.go("/phone?c=%00").status_code == 422
    assert visitor.go("/sign-in/aaaaaaaaaa%00").status_code == 404
    assert visitor.go("/consents/aaaaaaaaaa%00").status_code == 404


def test_whether_an_account_exists_is_not_told(visitor: Visitor) -> None:
    said = []
    for login in (HOA, "001171999999"):
        visitor.asked().signs_in(login, "wrong")
        said.append(re.sub(r"[0-9a-zA-Z_-]{20,}|value=\"\d{12}\"", "", visitor.page.text))
    assert said[0] == said[1]


def test_five_wrong_tries_end_the_sign_in(visitor: Visitor) -> None:
    visitor.asked()
    address = visitor.at
    for _ in range(4):
        assert visitor.signs_in(HOA, "wrong").status_code == 422
    assert visitor.signs_in(HOA, "wrong").status_code == 403
    (location,) = visitor.shows("back-to-client", "href")
    assert "error=access_denied" in location
    assert "state=xyz" in location
    assert visitor.go(address).status_code == 410
    assert visitor.shows("trouble", "data-code") == ["sign-in.over"]


def test_a_code_has_three_tries_and_thirty_seconds_until_the_next(visitor: Visitor, eid_auth: Register) -> None:
    eid_auth.clock("2026-01-05T03:00:00Z")
    visitor.asked().signs_in(HOA)
    code = inbox(visitor.http, HOA_PHONE)[0]["code"]
    assert visitor.does("resend").status_code == 422
    for _ in range(3):
        visitor.does("code", code="000000" if code != "000000" else "000001")
        assert "Mã không đúng" in visitor.page.text
    visitor.does("code", code=code)
    assert "không dùng được nữa" in visitor.page.text
    eid_auth.clock("2026-01-05T03:00:30Z")
    assert visitor.does("resend").status_code == 200
    newer = inbox(visitor.http, HOA_PHONE)
    assert len(newer) == 2
    visitor.does("code", code=f" {newer[0]['code'][:3]} {newer[0]['code'][3:]} ")
    assert visitor.shows("allow")


def test_a_code_is_good_for_three_minutes(visitor: Visitor, eid_auth: Register) -> None:
    eid_auth.clock("2026-01-05T03:00:00Z")
    visitor.asked().signs_in(HOA)
    eid_auth.clock("2026-01-05T03:03:00Z")
    visitor.types_code(HOA_PHONE)
    assert "quá 3 phút" in visitor.page.text


def test_one_persons_code_proves_nothing_of_another(visitor: Visitor) -> None:
    """Whoever knows Dao's password and has a telephone of their own does not get past Dao's."""
    visitor.asked().signs_in(HOA)
    of_hoa = inbox(visitor.http, HOA_PHONE)[0]["code"]
    visitor.does("other_person")
    visitor.signs_in(DAO)
    visitor.does("code", code=of_hoa)
    assert visitor.slips() == ["code"]
    assert not visitor.shows("claim-cccd")
    visitor.types_code(DAO_PHONE)
    assert re.search(r'data-testid="claim-cccd".*046\*{6}071', visitor.page.text)


def test_looking_at_the_page_again_sends_no_second_code(visitor: Visitor) -> None:
    visitor.asked().signs_in(HOA)
    visitor.go(visitor.at)
    assert len(inbox(visitor.http, HOA_PHONE)) == 1


def test_a_message_that_never_arrives(visitor: Visitor) -> None:
    visitor.asked().signs_in("015084999073")
    assert visitor.shows("not-delivered")
    assert inbox(visitor.http) == []


def test_the_face_is_as_the_story_says_unless_another_is_chosen(visitor: Visitor) -> None:
    visitor.asked(acr_values="LoA4").signs_in(DAO)
    visitor.types_code(DAO_PHONE)
    assert re.search(r'id="face-no_match"[^>]* checked', visitor.page.text)
    assert visitor.does("face", face="no_match").status_code == 422
    assert visitor.does("face", face="spoof").status_code == 422
    assert "nghi dùng ảnh" in visitor.page.text
    assert visitor.does("face", face="smile").status_code == 422
    visitor.does("face", face="match")
    visitor.does("allow")
    claims = payload(visitor.rp.token(code=visitor.back["code"]).json()["id_token"])
    assert (claims["acr"], claims["amr"]) == ("LoA4", ["pwd", "otp", "face"])


def test_a_step_up_asks_only_what_is_lacking(visitor: Visitor) -> None:
    visitor.asked(acr_values="LoA2").signs_in(HOA)
    visitor.types_code(HOA_PHONE)
    visitor.does("allow")
    visitor.asked(acr_values="LoA4")
    assert "LoA4" not in visitor.at
    assert visitor.shows("face-match")
    visitor.does("face", face="match")
    assert "code" in visitor.back


@pytest.mark.parametrize(
    ("persona", "reason", "ground"),
    [
        ("thinh-locked-by-authority", "locked", "authority"),
        ("tien-activation-expired", "expired", ""),
        ("nga-account-cancelled", "cancelled", ""),
        ("toan-former-husband", "registered", ""),
    ],
)
def test_an_account_that_cannot_be_used_says_why(visitor: Visitor, persona: str, reason: str, ground: str) -> None:
    visitor.asked().does("persona", persona=persona)
    assert visitor.shows("unable", "data-reason") == [reason]
    assert visitor.shows("lock-reason", "data-reason") == ([ground] if ground else [])
    visitor.does("other_person")
    assert visitor.shows("sign-in")
    visitor.does("persona", persona=persona)
    visitor.does("give_up")
    assert visitor.back["error"] == "access_denied"


def test_a_level_out_of_reach_goes_back_as_its_own_error(visitor: Visitor) -> None:
    visitor.asked(acr_values="LoA3").does("persona", persona="yuki-foreigner-level-one")
    assert visitor.shows("unable", "data-reason") == ["level"]
    visitor.does("give_up")
    assert visitor.back["error"] == "unmet_authentication_requirements"


def test_another_than_the_person_named_goes_back_as_such(visitor: Visitor) -> None:
    hint = visitor.rp.signed_in()["id_token"]
    visitor.asked(id_token_hint=hint, prompt="login").does("persona", persona=CONG)
    assert visitor.shows("unable", "data-reason") == ["person"]
    visitor.does("give_up")
    assert visitor.back["error"] == "login_required"


def test_a_persona_is_played_at_the_level_needed(visitor: Visitor) -> None:
    visitor.asked(acr_values="LoA4").does("persona", persona=CONG)
    visitor.does("allow")
    assert payload(visitor.rp.token(code=visitor.back["code"]).json()["id_token"])["acr"] == "LoA4"
    for persona in ("", "nobody-at-all", "ut-borrowed-sim"):
        other = visitor.asked(prompt="login")
        assert other.does("persona", persona=persona).status_code == 422
        assert other.slips() == ["persona"]


def test_refusing_goes_back_with_an_error(visitor: Visitor) -> None:
    visitor.asked().does("refuse")
    assert visitor.back["error"] == "access_denied"
    visitor.asked(acr_values="LoA1").signs_in(HOA)
    visitor.does("refuse")
    assert visitor.back["error"] == "access_denied"


def test_what_a_tester_chose_goes_wrong(visitor: Visitor) -> None:
    visitor.asked(acr_values="LoA1").does("misbehave", misbehave="nonce-wrong")
    assert visitor.shows("misbehaving")
    assert all(f'value="{name}"' in visitor.page.text for name in misbehaving.NAMES)
    visitor.signs_in(HOA)
    visitor.does("allow")
    assert payload(visitor.rp.token(code=visitor.back["code"]).json()["id_token"])["nonce"] != "n-1"
    visitor.asked(prompt="login")
    assert visitor.does("misbehave", misbehave="rm-rf").status_code == 422


def test_foreign_posts_are_not_taken(visitor: Visitor, eid_auth: Register) -> None:
    visitor.asked()
    address, csrf = visitor.at, visitor.csrf
    good = {"csrf": csrf, "act": "password", "login": HOA, "password": PASSWORD}
    for form, headers, code in (
        ({**good, "csrf": "0" * 64}, {}, "page.form-stale"),
        ({name: good[name] for name in good if name != "csrf"}, {}, "page.form-stale"),
        (good, {"Sec-Fetch-Site": "cross-site"}, "page.posted-from-elsewhere"),
        ({**good, "act": "become_root"}, {}, "path.unknown"),
    ):
        visitor.posts(address, form, **headers)
        assert visitor.shows("trouble", "data-code") == [code]
    other = Visitor(eid_auth).asked()
    assert other.go(address).status_code == 404
    assert other.shows("trouble", "data-code") == ["sign-in.unknown"]
    assert other.posts(address, {**good, "csrf": Visitor.csrf.fget(other.asked())}).status_code == 404  # type: ignore[attr-defined]  # a property
    assert visitor.posts(address, good).status_code == 200


def test_a_sign_in_is_over_once_it_ended_or_after_fifteen_minutes(visitor: Visitor, eid_auth: Register) -> None:
    eid_auth.clock("2026-01-05T03:00:00Z")
    visitor.asked(acr_values="LoA1").signs_in(HOA)
    address, csrf = visitor.at, visitor.csrf
    visitor.does("allow")
    for act in ("allow", "password", "qr"):
        assert visitor.posts(address, {"csrf": csrf, "act": act}).status_code == 410
    visitor.asked(prompt="login")
    eid_auth.clock("2026-01-05T03:15:00Z")
    assert visitor.signs_in(HOA).status_code == 410


def test_only_where_one_comes_from_a_client_may_a_form_lead_out(visitor: Visitor) -> None:
    visitor.asked()
    assert "form-action 'self' http: https:;" in visitor.page.headers["content-security-policy"]
    assert visitor.page.headers["cache-control"] == "no-store"
    assert visitor.page.headers["referrer-policy"] == "no-referrer"
    assert "form-action 'self';" in visitor.go("/inbox").headers["content-security-policy"]


def test_the_language_is_the_clients_until_the_person_chooses(visitor: Visitor) -> None:
    visitor.asked(ui_locales="en vi")
    assert "<h1>Sign in</h1>" in visitor.page.text
    visitor.signs_in(HOA)
    assert "Enter the one-time code" in visitor.page.text
    visitor.go(visitor.at.partition("?")[0])
    assert "Nhập mã một lần" in visitor.page.text


def test_every_page_says_sandbox_and_no_address_holds_a_number(visitor: Visitor) -> None:
    for address in ("/", "/inbox", "/phone", "/account", "/signed-out", "/nowhere"):
        visitor.go(address)
        assert BAND in visitor.page.text
    visitor.asked().signs_in(HOA)
    assert HOA not in visitor.at
    assert BAND in visitor.page.text


def test_pages_of_a_known_persona_tell_the_story(visitor: Visitor) -> None:
    visitor.asked()
    visitor.go(f"{visitor.at}/personas")
    assert visitor.page.text.count('class="person"') >= 50
    assert "soi mặt mấy lần" in visitor.page.text
    assert visitor.shows(f"play-{CONG}")
    assert visitor.http.get("/static/identity.css", headers=HTML).status_code == 200


def test_a_factor_that_is_not_asked_counts_for_nothing(visitor: Visitor) -> None:
    """An account of level 1 reaches two factors, whatever a form sends."""
    visitor.asked(acr_values="LoA2").signs_in("lieu-widow@example.com")
    visitor.does("face", face="match")
    assert visitor.shows("sent-to")  # still the code


def test_a_page_that_was_left_open_signs_nobody_in_again(visitor: Visitor) -> None:
    visitor.asked(acr_values="LoA1").signs_in(HOA)
    visitor.does("allow")
    hint = visitor.rp.token(code=visitor.back["code"]).json()["id_token"]
    visitor.asked(acr_values="LoA1", prompt="consent")
    page = visitor.at
    visitor.http.get("/logout", params={"id_token_hint": hint})
    visitor.at = page
    visitor.does("allow")
    assert visitor.shows("login", "name") == ["login"]
    assert visitor.rp.error(persona=None, prompt="none")["error"] == "login_required"
