"""What nobody sends on purpose, and what many send at once: answered as the RFC says, never by a defect."""

import base64
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.unit.services.conftest import Register
from tests.unit.services.eid_auth.relying import RelyingParty
from tests.unit.services.eid_auth.test_provider_refusals import asserted, assertion, keyed, refused


@pytest.fixture
def rp(eid_auth: Register) -> RelyingParty:
    return RelyingParty(eid_auth.http)


def test_of_many_who_refresh_at_once_one_gets_through(rp: RelyingParty) -> None:
    first = rp.signed_in(scope="openid offline_access")["refresh_token"]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: rp.refresh(first).json(), range(6)))
    good = [answer for answer in answers if "refresh_token" in answer]
    assert len(good) == 1
    refused(rp.refresh(good[0]["refresh_token"]), "invalid_grant")  # the others were reuse


ODD_CLAIMS = ['{"id_token": {"acr": {"values": 5}}}', '{"id_token": {"acr": {"values": "LoA1"}}}',
              '{"id_token": {"acr": {"value": "\\ud800"}}}', '{"userinfo": {"\\ud800": null}}']  # fmt: skip


@pytest.mark.parametrize("claims", ODD_CLAIMS)
def test_claims_that_are_no_claims(rp: RelyingParty, claims: str) -> None:
    assert rp.error(claims=claims)["error"] == "invalid_request"


def test_texts_that_no_database_takes(rp: RelyingParty) -> None:
    nul = base64.b64encode(b"%00:x").decode()
    refused(rp.post("/token", {"grant_type": "x"}, Authorization=f"Basic {nul}"), "invalid_client", 401)
    refused(rp.http.get("/register/%00", headers={"Authorization": "Bearer x"}), "invalid_token", 401)
    odd = '{"redirect_uris": ["https://example.com/cb"], "jwks": {"keys": ["\\ud800"]}}'
    response = rp.http.post("/register", content=odd, headers={"Content-Type": "application/json"})
    refused(response, "invalid_client_metadata")
    peeked = base64.urlsafe_b64encode(b'{"sub": "\\ud800"}').decode().rstrip("=")
    refused(asserted(rp, f"eyJhbGciOiJSUzI1NiJ9.{peeked}.AAAA"), "invalid_client", 401)
    odd_ones: list[Any] = [{"a": 1}, [{}], 5, []]
    for audience in odd_ones:
        text = assertion(twist=lambda claims, one=audience: claims.update(aud=one))  # type: ignore[misc]
        refused(asserted(keyed(rp), text), "invalid_client", 401)


@pytest.mark.parametrize("query", ["%E1%BA%BF=1", "x%0d%0aX-Injected:%20yes=1", "state=a%0d%0aX-Injected:%20yes"])
def test_nothing_gets_into_a_header_by_a_sign_out(rp: RelyingParty, query: str) -> None:
    rp.signed_in()
    response = rp.http.get(f"/logout?{query}", follow_redirects=False)
    assert response.status_code in {303, 400}
    assert "x-injected" not in response.headers
