"""The strict client against a provider that misbehaves; ``test_id_token`` has the ID token itself."""

import asyncio
import base64
from collections.abc import Coroutine, Iterator
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import respx
from joserfc.jwk import RSAKey

from motcua.wire.oidc import Asked, Failure, Party, Provider, SignedIn, SignInFailed, Wish, read_answer
from tests.unit.services.portal.test_id_token import ACCESS, ASKED, CLAIMS, KEY, NOW, PARTY, signed

T = TypeVar("T")
DISCOVERY = {
    "issuer": "http://eid.test",
    "authorization_endpoint": "http://eid.test/authorize",
    "token_endpoint": "http://eid.test/token",
    "userinfo_endpoint": "http://eid.test/userinfo",
    "jwks_uri": "http://eid.test/jwks",
    "end_session_endpoint": "http://eid.test/logout",
    "code_challenge_methods_supported": ["S256"],
}
TOKENS = {"access_token": ACCESS, "token_type": "Bearer", "id_token": signed(CLAIMS)}
USERINFO = {"sub": CLAIMS["sub"], "cccd": "001171999001", "name": "TRẦN THỊ HOA"}


class Played:
    """A provider whose four documents a test may spoil."""

    def __init__(self, router: respx.MockRouter) -> None:
        at = "http://eid.inside"
        self.discovery = router.get(f"{at}/.well-known/openid-configuration").respond(json=DISCOVERY)
        self.keys = router.get(f"{at}/jwks").respond(json={"keys": [KEY.as_dict(private=False)]})
        self.token = router.post(f"{at}/token").respond(json=TOKENS)
        self.userinfo = router.get(f"{at}/userinfo").respond(json=USERINFO)


@pytest.fixture
def played() -> Iterator[Played]:
    """The provider, reached at another address than browsers see, as in containers."""
    with respx.mock(assert_all_called=False) as router:
        yield Played(router)


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


async def redeemed(times: int = 1, party: Party = PARTY) -> SignedIn:
    async with httpx.AsyncClient(auth=("portal", "not-this-secret")) as http:
        provider = Provider(party, http, "http://eid.inside")
        for _ in range(times):
            found = await provider.redeem("code-1", ASKED, NOW, {"X-Request-Id": "req-1"})
        return found


def failure(times: int = 1) -> Failure:
    with pytest.raises(SignInFailed) as caught:
        run(redeemed(times))
    return caught.value.failure


def test_a_good_provider_signs_a_person_in(played: Played) -> None:
    found = run(redeemed())
    assert (found.subject, found.level, found.id_token) == (CLAIMS["sub"], 2, TOKENS["id_token"])
    assert found.claims["cccd"] == USERINFO["cccd"]
    asked = played.token.calls.last.request
    assert asked.headers["authorization"] == "Basic " + base64.b64encode(b"portal:secret").decode()
    assert asked.headers["x-request-id"] == "req-1"
    assert parse_qs(asked.content.decode()) == {
        "grant_type": ["authorization_code"],
        "code": ["code-1"],
        "redirect_uri": [PARTY.redirect_uri],
        "code_verifier": ["verifier"],
    }
    assert played.userinfo.calls.last.request.headers["authorization"] == f"Bearer {ACCESS}"


def test_a_secret_is_form_encoded_before_it_is_joined(played: Played) -> None:
    run(redeemed(party=PARTY._replace(client_secret="a b:c/%é")))
    basic = played.token.calls.last.request.headers["authorization"].removeprefix("Basic ")
    assert base64.b64decode(basic) == b"portal:a+b%3Ac%2F%25%C3%A9"


def test_documents_are_fetched_once_and_never_with_our_credentials(played: Played) -> None:
    run(redeemed(times=3))
    assert (played.discovery.call_count, played.keys.call_count, played.token.call_count) == (1, 1, 3)
    assert "authorization" not in played.discovery.calls.last.request.headers
    assert "authorization" not in played.keys.calls.last.request.headers


def test_the_address_asks_for_everything_that_must_come_back(played: Played) -> None:
    async def address(wish: Wish) -> tuple[str, Asked]:
        asked = Asked.freshly(wish)
        async with httpx.AsyncClient() as http:
            return await Provider(PARTY, http, "http://eid.inside").address(asked, wish, NOW), asked

    where, asked = run(address(Wish(level=3, max_age=0, prompt="login", lang="en")))
    assert where.startswith("http://eid.test/authorize?")  # as the browser sees it
    assert {name: value for name, (value,) in parse_qs(urlsplit(where).query).items()} == {
        "response_type": "code",
        "client_id": "portal",
        "redirect_uri": PARTY.redirect_uri,
        "scope": "openid profile phone email identity",
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": asked.challenge,
        "code_challenge_method": "S256",
        "acr_values": "LoA3",
        "ui_locales": "en",
        "max_age": "0",
        "prompt": "login",
    }
    again, other = run(address(Wish()))
    assert "max_age" not in again
    assert len({*asked[:3], *other[:3]}) == 6


def test_pkce_is_the_one_of_the_rfc() -> None:
    asked = ASKED._replace(verifier="dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")  # RFC 7636, appendix B
    assert asked.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"json": {**DISCOVERY, "issuer": "http://eid.test/"}}, Failure.DISCOVERY_ISSUER),
        ({"json": {**DISCOVERY, "issuer": "http://eid.inside"}}, Failure.DISCOVERY_ISSUER),
        ({"json": {**DISCOVERY, "jwks_uri": "/jwks"}}, Failure.DISCOVERY_MALFORMED),
        ({"json": {**DISCOVERY, "code_challenge_methods_supported": ["plain"]}}, Failure.DISCOVERY_MALFORMED),
        ({"json": {**DISCOVERY, "code_challenge_methods_supported": 5}}, Failure.DISCOVERY_MALFORMED),
        ({"json": {**DISCOVERY, "code_challenge_methods_supported": "S256"}}, Failure.DISCOVERY_MALFORMED),
        ({"json": {**DISCOVERY, "authorization_endpoint": "http://eid.test/a\r\nX: y"}}, Failure.DISCOVERY_MALFORMED),
        ({"json": {**DISCOVERY, "token_endpoint": ["http://eid.test/token"]}}, Failure.DISCOVERY_MALFORMED),
        ({"json": []}, Failure.DISCOVERY_MALFORMED),
        ({"html": "<p>"}, Failure.DISCOVERY_MALFORMED),
        ({"status_code": 500}, Failure.DISCOVERY_UNREACHABLE),
        ({"status_code": 302, "headers": {"Location": "http://eid.inside/elsewhere"}}, Failure.DISCOVERY_UNREACHABLE),
    ],
    ids=str,
)
def test_discovery_is_believed_only_whole(played: Played, answer: dict[str, Any], expected: Failure) -> None:
    played.discovery.respond(**answer)
    assert failure() is expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"token_type": "mac"}, Failure.TOKEN_TYPE),
        ({"token_type": None}, Failure.TOKEN_TYPE),
        ({"id_token": None}, Failure.NO_ID_TOKEN),
        ({"access_token": ""}, Failure.TOKEN_MALFORMED),
        ({"id_token": signed({**CLAIMS, "nonce": "x"})}, Failure.ID_TOKEN_NONCE),
    ],
    ids=["type", "no type", "no id token", "no access token", "id token of another sign-in"],
)
def test_a_token_answer_is_believed_only_whole(played: Played, change: dict[str, Any], expected: Failure) -> None:
    played.token.respond(json={**TOKENS, **change})
    assert failure() is expected
    assert played.userinfo.call_count == 0


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"status_code": 400, "json": {"error": "invalid_grant"}}, Failure.TOKEN_REFUSED),
        ({"status_code": 503}, Failure.TOKEN_UNREACHABLE),
        ({"content": b'{"token_type":1,"token_type":2}', "content_type": "application/json"}, Failure.TOKEN_MALFORMED),
        ({"html": "<p>"}, Failure.TOKEN_MALFORMED),
    ],
    ids=str,
)
def test_the_token_endpoint_may_fail_in_many_ways(played: Played, answer: dict[str, Any], expected: Failure) -> None:
    played.token.respond(**answer)
    assert failure() is expected


@pytest.mark.parametrize("trouble", [httpx.ReadTimeout, httpx.ConnectError, httpx.DecodingError])
def test_a_provider_that_cannot_be_reached_says_where(played: Played, trouble: type[httpx.RequestError]) -> None:
    for route, expected in (
        (played.userinfo, Failure.USERINFO_UNREACHABLE),
        (played.keys, Failure.KEYS_UNREACHABLE),
        (played.token, Failure.TOKEN_UNREACHABLE),
        (played.discovery, Failure.DISCOVERY_UNREACHABLE),
    ):
        route.mock(side_effect=trouble)
        assert failure() is expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"json": {"sub": "somebody-else"}}, Failure.USERINFO_SUBJECT),
        ({"json": {}}, Failure.USERINFO_SUBJECT),
        ({"status_code": 401}, Failure.USERINFO_REFUSED),
        ({"json": ["sub"]}, Failure.USERINFO_MALFORMED),
    ],
    ids=str,
)
def test_userinfo_is_of_the_same_person(played: Played, answer: dict[str, Any], expected: Failure) -> None:
    played.userinfo.respond(**answer)
    assert failure() is expected


@pytest.mark.parametrize("answer", [{"json": {}}, {"json": {"keys": ["one"]}}, {"html": "<p>"}], ids=str)
def test_keys_are_believed_only_whole(played: Played, answer: dict[str, Any]) -> None:
    played.keys.respond(**answer)
    assert failure() is Failure.KEYS_MALFORMED


def test_an_unknown_key_is_asked_for_once_more(played: Played) -> None:
    new = RSAKey.generate_key(2048, {"kid": "two", "use": "sig", "alg": "RS256"})
    old, both = {"keys": [KEY.as_dict(private=False)]}, {"keys": [key.as_dict(private=False) for key in (KEY, new)]}
    played.keys.mock(side_effect=[httpx.Response(200, json=old), httpx.Response(200, json=both)])
    played.token.mock(
        side_effect=[
            httpx.Response(200, json=TOKENS),
            httpx.Response(200, json={**TOKENS, "id_token": signed(CLAIMS, new, kid="two")}),
        ]
    )
    assert run(redeemed(times=2)).subject == CLAIMS["sub"]
    assert played.keys.call_count == 2


def test_a_key_that_nobody_publishes_stays_unknown(played: Played) -> None:
    played.token.respond(json={**TOKENS, "id_token": signed(CLAIMS, kid="nobody")})
    assert failure() is Failure.ID_TOKEN_KEY
    assert played.keys.call_count == 1  # fetched in this very call: once is enough


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"iss": "http://eid.test", "code": "c"}, None),
        ({"code": "c"}, Failure.ANSWER_ISSUER),
        ({"iss": "http://evil.test", "code": "c"}, Failure.ANSWER_ISSUER),
        ({"iss": "http://evil.test", "error": "access_denied"}, Failure.ANSWER_ISSUER),
        ({"iss": "http://eid.test"}, Failure.NO_CODE),
        ({"iss": "http://eid.test", "error": "access_denied", "code": "c"}, Failure.CANCELLED),
        ({"iss": "http://eid.test", "error": "unmet_authentication_requirements"}, Failure.LEVEL_OUT_OF_REACH),
        ({"iss": "http://eid.test", "error": "server_error"}, Failure.PROVIDER_REFUSED),
    ],
    ids=str,
)
def test_an_answer_must_be_the_providers_own(query: dict[str, str], expected: Failure | None) -> None:
    answer = read_answer(query.items())
    if expected is None:
        assert answer.require("http://eid.test") == "c"
        return
    with pytest.raises(SignInFailed) as caught:
        answer.require("http://eid.test")
    assert caught.value.failure is expected


def test_no_parameter_of_an_answer_stands_there_twice() -> None:
    with pytest.raises(SignInFailed) as caught:
        read_answer([("state", "a"), ("code", "b"), ("code", "c")])
    assert caught.value.failure is Failure.ANSWER_REPEATED
