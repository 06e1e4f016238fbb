"""What the provider does for clients that ask rightly: logins, claims, refresh, sessions, levels, keys, the clock."""

import json
import re
from typing import Any

import pytest

from services.eid_auth.actions.provider import personas
from tests.unit.services.conftest import Register
from tests.unit.services.eid_auth.relying import (
    CALLBACK,
    HOA,
    HOA_CCCD,
    ISSUER,
    RelyingParty,
    members,
    payload,
)


@pytest.fixture
def rp(eid_auth: Register) -> RelyingParty:
    return RelyingParty(eid_auth.http)


@pytest.fixture
def level_one(rp: RelyingParty) -> str:
    """A persona whose account is of identification level 1."""
    found = [slug for slug, one in personas().items() if "eid.level1" in one.triggers]
    assert found
    return found[0]


def test_discovery_names_what_is_there(rp: RelyingParty) -> None:
    document = rp.http.get("/.well-known/openid-configuration").json()
    assert document["issuer"] == ISSUER
    assert document == rp.http.get("/.well-known/oauth-authorization-server").json()
    for name, address in document.items():
        if name.endswith(("_endpoint", "jwks_uri")):
            path = address.removeprefix(ISSUER)
            assert rp.http.get(path, follow_redirects=False).status_code != 404, name
    assert document["code_challenge_methods_supported"] == ["S256"]
    assert document["response_types_supported"] == ["code"]


def test_a_login_says_who_how_and_for_whom(rp: RelyingParty) -> None:
    answer = rp.signed_in(scope="openid profile phone email identity")
    claims = rp.claims(answer)
    told = rp.userinfo(answer["access_token"]).json()
    assert answer["token_type"] == "Bearer"
    assert "refresh_token" not in answer
    assert (claims["iss"], claims["aud"], claims["azp"], claims["nonce"]) == (ISSUER, "demo-rp", "demo-rp", "n-1")
    assert (claims["acr"], claims["amr"], claims["authentication_level"]) == ("LoA2", ["pwd", "otp"], 2)
    assert claims["iat"] <= claims["exp"] - 900
    assert told["sub"] == claims["sub"] != HOA_CCCD
    assert (told["cccd"], told["birthdate"], told["gender"]) == (HOA_CCCD, "1971-03-02", "female")
    assert (told["identification_level"], told["account_kind"]) == (2, "citizen")
    assert told["phone_number"] == "+84900000001"
    assert told["phone_number_verified"] is True


def test_scopes_and_single_claims_bound_what_is_told(rp: RelyingParty) -> None:
    bare = rp.signed_in(scope="openid")
    assert set(rp.userinfo(bare["access_token"]).json()) == {"sub"}
    single = json.dumps({"userinfo": {"gender": None}, "id_token": {"birthdate": {"essential": True}, "zzz": None}})
    answer = rp.signed_in(scope="openid", claims=single)
    assert set(rp.userinfo(answer["access_token"]).json()) == {"sub", "gender"}
    assert rp.claims(answer)["birthdate"] == "1971-03-02"


def test_a_representative_brings_the_organisations_that_are_alive(rp: RelyingParty) -> None:
    def organisations(slug: str) -> Any:
        access = rp.signed_in(persona=slug, scope="openid organisations")["access_token"]
        return rp.userinfo(access).json().get("organisations")

    (one,) = organisations("hue-legal-representative")
    assert set(one) == {"number", "name"}
    assert len(one["number"]) == 10
    assert organisations("tai-dissolved-company") is None
    assert organisations(HOA) is None


def test_userinfo_by_post_too(rp: RelyingParty) -> None:
    access = rp.signed_in()["access_token"]
    told = rp.userinfo(access).json()
    assert rp.post("/userinfo", {"access_token": access}).json() == told
    assert rp.post("/userinfo", {}, Authorization=f"Bearer {access}").json() == told


@pytest.mark.parametrize("state", ["a+b", "a%20b", "x=y=/z", "%C4%90%E1%BB%A9c", "a%2Bb%3D%3D", "*()'!~", "1"])
def test_state_comes_back_byte_for_byte(rp: RelyingParty, state: str) -> None:
    request = rp.request(state=None)
    query = "&".join(f"{name}={value}" for name, value in request.items()).replace(" ", "%20") + f"&state={state}"
    location = rp.http.get(f"/authorize?{query}", follow_redirects=False).headers["location"]
    assert f"&state={state}&iss=" in location


def test_the_answer_names_its_issuer(rp: RelyingParty) -> None:
    assert members(rp.authorize().headers["location"])["iss"] == ISSUER
    assert rp.error(scope="openid admin")["iss"] == ISSUER


@pytest.mark.parametrize(
    ("asked", "reached", "amr"),
    [
        ("LoA1", "LoA1", ["pwd"]),
        ("LoA2", "LoA2", ["pwd", "otp"]),
        ("LoA3", "LoA3", ["pwd", "face"]),
        ("LoA4 LoA2", "LoA4", ["pwd", "otp", "face"]),
        ("gold LoA3", "LoA3", ["pwd", "face"]),
        ("gold", "LoA2", ["pwd", "otp"]),
    ],
)
def test_levels_of_a_login(rp: RelyingParty, asked: str, reached: str, amr: list[str]) -> None:
    claims = rp.claims(rp.signed_in(acr_values=asked))
    assert (claims["acr"], claims["amr"]) == (reached, amr)


def test_an_account_of_level_one_reaches_two_and_no_more(rp: RelyingParty, level_one: str) -> None:
    assert rp.claims(rp.signed_in(persona=level_one, acr_values="LoA4 LoA2"))["acr"] == "LoA2"
    assert rp.error(persona=level_one, acr_values="LoA3")["error"] == "unmet_authentication_requirements"
    essential = json.dumps({"id_token": {"acr": {"essential": True, "value": "LoA4"}}})
    assert rp.error(persona=level_one, claims=essential)["error"] == "unmet_authentication_requirements"
    told = rp.userinfo(rp.signed_in(persona=level_one, scope="openid identity")["access_token"]).json()
    assert told["identification_level"] == 1


def test_single_sign_on_and_what_makes_it_ask_again(rp: RelyingParty) -> None:
    first = rp.claims(rp.signed_in(acr_values="LoA2"))
    silent = rp.claims(rp.signed_in(persona=None, prompt="none"))
    assert (silent["sid"], silent["auth_time"]) == (first["sid"], first["auth_time"])
    assert rp.error(persona=None, prompt="none", acr_values="LoA4")["error"] == "interaction_required"
    assert rp.error(persona=None, prompt="none", scope="openid phone")["error"] == "consent_required"
    for changes in ({"prompt": "login"}, {"prompt": "consent"}, {"prompt": "select_account"}, {"acr_values": "LoA4"}):
        assert rp.authorize(persona=None, **changes).headers["location"].startswith("/sign-in/"), changes
    rp.http.post("/_sandbox/clock", json={"advance": 100})
    assert rp.error(persona=None, prompt="none", max_age="99")["error"] == "login_required"
    assert "code" in members(rp.authorize(persona=None, prompt="none", max_age="200").headers["location"])
    rp.http.post("/_sandbox/clock", json={"advance": 8 * 3600})
    assert rp.error(persona=None, prompt="none")["error"] == "login_required"


def test_a_client_that_means_one_person_gets_no_other(rp: RelyingParty) -> None:
    hint = rp.signed_in()["id_token"]
    assert "code" in members(rp.authorize(id_token_hint=hint).headers["location"])
    assert rp.error(persona="lan-three-numbers", id_token_hint=hint)["error"] == "login_required"
    meant = json.dumps({"id_token": {"sub": {"value": payload(hint)["sub"]}}})
    assert rp.error(persona="lan-three-numbers", claims=meant)["error"] == "login_required"


def test_silent_sign_in_by_header_and_parameter_says_so(rp: RelyingParty) -> None:
    by_parameter = rp.authorize()
    assert by_parameter.headers["sandbox-silent-sign-in"] == HOA
    query = "&".join(f"{name}={value}" for name, value in rp.request(persona=None).items()).replace(" ", "%20")
    rp.http.cookies.clear()
    by_header = rp.http.get(f"/authorize?{query}", headers={"Sandbox-Persona": HOA}, follow_redirects=False)
    assert "code=" in by_header.headers["location"]
    assert by_header.headers["sandbox-silent-sign-in"] == HOA


def test_the_session_cookie_is_out_of_reach_of_scripts(rp: RelyingParty) -> None:
    cookies = [value for name, value in rp.authorize().headers.multi_items() if name == "set-cookie"]
    assert len(cookies) == 2
    for cookie in cookies:
        assert cookie.startswith("motcua-eid-")
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie


def test_refresh_keeps_the_login_and_narrows_the_scope(rp: RelyingParty) -> None:
    first = rp.signed_in(scope="openid profile phone offline_access")
    second = rp.refresh(first["refresh_token"], scope="openid phone").json()
    old, new = payload(first["id_token"]), rp.claims(second)
    assert {name: new[name] for name in ("sub", "auth_time", "sid", "acr")} == {
        name: old[name] for name in ("sub", "auth_time", "sid", "acr")
    }
    assert "nonce" not in new
    assert set(rp.userinfo(second["access_token"]).json()) == {"sub", "phone_number", "phone_number_verified"}
    assert set(rp.userinfo(rp.refresh(second["refresh_token"]).json()["access_token"]).json()) > {"name"}


def test_an_account_that_was_locked_gets_nothing_more(rp: RelyingParty, eid_auth: Register) -> None:
    first = rp.signed_in(scope="openid offline_access")
    locked = eid_auth.ask("/v1/accounts/lock", by="cong-an-demo", cccd=HOA_CCCD, ground="authority")
    assert locked.status_code == 200, locked.text
    assert rp.refresh(first["refresh_token"]).json()["error"] == "invalid_grant"
    assert rp.userinfo(first["access_token"]).status_code == 401
    assert rp.error()["error"] == "access_denied"


@pytest.fixture
def confidential(rp: RelyingParty) -> tuple[str, str]:
    rp.register(client_id="conf", client_secret="s p:ä", post_logout_redirect_uris=["http://127.0.0.1:9009/bye"])
    return "conf", "s+p%3A%C3%A4"  # form-encoded, as RFC 6749 2.3.1 wants it in the header


def test_introspection_is_for_whom_it_concerns(rp: RelyingParty, confidential: tuple[str, str]) -> None:
    mine = rp.token(code=rp.code(client_id="conf"), client_id=None, auth=confidential).json()["access_token"]
    other = rp.signed_in()["access_token"]
    about = rp.post("/introspect", {"token": mine}, auth=confidential).json()
    assert (about["active"], about["client_id"], about["acr"]) == (True, "conf", "LoA2")
    assert rp.post("/introspect", {"token": other}, auth=confidential).json() == {"active": False}
    assert rp.post("/introspect", {"token": "guess"}, auth=confidential).json() == {"active": False}
    guard = ("may-chu-du-lieu", "may-chu-du-lieu-secret")
    assert rp.post("/introspect", {"token": other}, auth=guard).json()["active"] is True
    assert rp.post("/introspect", {"token": mine, "client_id": "demo-rp"}).status_code == 401
    rp.http.post("/_sandbox/clock", json={"advance": 901})
    assert rp.post("/introspect", {"token": mine}, auth=confidential).json() == {"active": False}


def test_revocation(rp: RelyingParty) -> None:
    first = rp.signed_in(scope="openid offline_access")
    for token, hint in (("guess", "access_token"), (first["id_token"], "id_token"), (first["access_token"], "x")):
        form = {"token": token, "client_id": "demo-rp", "token_type_hint": hint}
        assert rp.post("/revoke", form).status_code == 200
    assert rp.userinfo(first["access_token"]).status_code == 401
    second = rp.refresh(first["refresh_token"]).json()
    rp.post("/revoke", {"token": second["refresh_token"], "client_id": "portal"})
    assert rp.userinfo(second["access_token"]).status_code == 200
    rp.post("/revoke", {"token": second["refresh_token"], "client_id": "demo-rp"})
    assert rp.userinfo(second["access_token"]).status_code == 401


def test_machine_clients(rp: RelyingParty) -> None:
    guard = ("may-chu-du-lieu", "may-chu-du-lieu-secret")
    answer = rp.post("/token", {"grant_type": "client_credentials", "scope": "api"}, auth=guard).json()
    assert set(answer) == {"access_token", "token_type", "expires_in", "scope"}
    assert rp.userinfo(answer["access_token"]).json()["error"] == "insufficient_scope"
    refused = rp.post("/token", {"grant_type": "client_credentials", "scope": "openid"}, auth=guard)
    assert refused.json()["error"] == "invalid_scope"


def test_sign_out_where_the_hint_proves_the_session(rp: RelyingParty, confidential: tuple[str, str]) -> None:
    scope = "openid offline_access"
    answer = rp.token(code=rp.code(client_id="conf", scope=scope), client_id=None, auth=confidential).json()
    asked = {"id_token_hint": answer["id_token"], "post_logout_redirect_uri": "http://127.0.0.1:9009/bye"}
    gone = rp.http.get("/logout", params={**asked, "state": "s/1="}, follow_redirects=False)
    assert gone.headers["location"].startswith("http://127.0.0.1:9009/bye?state=")
    assert rp.error(persona=None, prompt="none")["error"] == "login_required"
    assert rp.post("/introspect", {"token": answer["access_token"]}, auth=confidential).json()["active"] is True


def test_sign_out_ends_the_grants_of_the_session(rp: RelyingParty) -> None:
    answer = rp.signed_in()
    rp.http.get("/logout", params={"id_token_hint": answer["id_token"]}, follow_redirects=False)
    assert rp.userinfo(answer["access_token"]).status_code == 401


@pytest.mark.parametrize(
    "asked",
    [
        {"post_logout_redirect_uri": "http://127.0.0.1:9009/evil", "client_id": "demo-rp"},
        {"post_logout_redirect_uri": "http://127.0.0.1:9009/"},
        {"id_token_hint": "x.y.z"},
    ],
)
def test_nobody_is_sent_elsewhere_at_sign_out(rp: RelyingParty, asked: dict[str, str]) -> None:
    response = rp.http.get("/logout", params=asked, follow_redirects=False)
    assert (response.status_code, response.json()["error"]) == (400, "invalid_request")


def test_the_rotation_drill_keeps_logins_alive(rp: RelyingParty) -> None:
    def step(do: str) -> dict[str, str]:
        keys = rp.http.post("/_sandbox/keys", json={"do": do}).json()["keys"]
        return {key["kid"]: key["state"] for key in keys if key["alg"] == "RS256"}

    first = rp.signed_in(scope="openid offline_access")
    (old,) = [key["kid"] for key in rp.http.get("/_sandbox/keys").json()["keys"] if key["alg"] == "RS256"]
    assert sorted(step("publish").values()) == ["active", "published"]
    assert rp.claims(rp.signed_in())["sub"]
    assert step("use")[old] == "retired"
    assert rp.claims(first)["sub"]  # its key is still published
    second = rp.refresh(first["refresh_token"]).json()
    assert rp.claims(second)["sub"] == payload(first["id_token"])["sub"]
    assert old not in step("retire")
    assert rp.claims(rp.refresh(second["refresh_token"]).json())["sub"]
    private = {"d", "p", "q", "dp", "dq", "qi"}
    assert not [key for key in rp.http.get("/jwks").json()["keys"] if private & set(key)]


def test_es256_for_whoever_registered_it(rp: RelyingParty) -> None:
    rp.register(client_id="ec", token_endpoint_auth_method="none", id_token_signed_response_alg="ES256")
    answer = rp.token(code=rp.code(client_id="ec"), client_id="ec").json()
    assert rp.claims(answer)["aud"] == "ec"


def test_tokens_obey_the_sandbox_clock(rp: RelyingParty) -> None:
    rp.http.post("/_sandbox/clock", json={"set": "2031-05-01T08:00:00+07:00", "freeze": True})
    answer = rp.signed_in()
    assert payload(answer["id_token"])["iat"] == 1935363600
    assert rp.userinfo(answer["access_token"]).status_code == 200
    rp.http.post("/_sandbox/clock", json={"advance": 900})
    assert rp.userinfo(answer["access_token"]).status_code == 401


def test_a_browser_of_another_origin_may_ask_with_its_token(rp: RelyingParty) -> None:
    assert rp.http.get("/jwks").headers["access-control-allow-origin"] == "*"
    assert rp.http.options("/token").headers["access-control-allow-headers"] == "Authorization, Content-Type"
    assert "access-control-allow-origin" not in rp.authorize().headers


def test_every_look_at_a_person_leaves_a_line(rp: RelyingParty, eid_auth: Register) -> None:
    rp.userinfo(rp.signed_in(scope="openid identity")["access_token"])
    lines = eid_auth.audit(HOA_CCCD)[:3]
    assert [line["action"] for line in lines] == ["userinfo", "token", "authorize"]
    assert {line["client"] for line in lines} == {"demo-rp"}
    assert "cccd" in lines[0]["fields"]
    assert HOA_CCCD not in json.dumps([{**line, "about": ""} for line in lines])


def test_misbehaviour_by_queue_parameter_header_and_its_end(rp: RelyingParty) -> None:
    def wrong(**changes: Any) -> bool:
        return payload(rp.signed_in(**changes)["id_token"]).get("nonce") != "n-1"

    assert wrong(misbehave="nonce-wrong")
    assert not wrong()
    queued = rp.http.post("/_sandbox/misbehave", json={"name": "nonce-wrong", "persona": HOA, "next": 2})
    assert queued.status_code == 200, queued.text
    assert not wrong(persona="lan-three-numbers")
    assert [wrong(), wrong(), wrong()] == [True, True, False]
    rp.http.post("/_sandbox/misbehave", json={"name": "nonce-wrong", "next": None})
    assert rp.http.delete("/_sandbox/misbehave").json()["rows"] == 1
    assert not wrong()
    rp.http.post("/_sandbox/misbehave", json={"name": "nonce-wrong"})
    rp.http.post("/_sandbox/reset")
    rp.http.cookies.clear()
    assert not wrong()
    code = rp.code()
    spoilt = rp.post(
        "/token",
        {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK, "client_id": "demo-rp",
         "code_verifier": "v" * 43},
        **{"Sandbox-Misbehave": "token-html"},
    )  # fmt: skip
    assert spoilt.headers["content-type"].startswith("text/html")
    assert spoilt.headers["sandbox-misbehaved"] == "token-html"


def test_the_challenge_of_the_rfc_fits_its_verifier(rp: RelyingParty) -> None:
    """RFC 7636, appendix B."""
    code = rp.code(code_challenge="E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    assert rp.token(code=code, code_verifier="dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").status_code == 200


def test_on_the_pages_too_only_the_person_meant_gets_in(rp: RelyingParty) -> None:
    hint = rp.signed_in()["id_token"]
    rp.http.cookies.clear()
    page = rp.authorize(persona=None, id_token_hint=hint).headers["location"]
    csrf = re.findall(r'name="csrf" value="([^"]+)"', rp.http.get(page).text)[0]
    rp.post(page, {"csrf": csrf, "act": "persona", "persona": "lan-three-numbers"})
    seen = rp.http.get(page).text
    assert "login_required" in seen
    rp.post(page, {"csrf": csrf, "act": "other_person"})
    rp.post(page, {"csrf": csrf, "act": "persona", "persona": HOA})
    assert 'data-testid="unable"' not in rp.http.get(page).text
