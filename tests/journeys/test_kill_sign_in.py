"""Kill -9 in the middle of many sign-ins: what was handed out before stays good, what was spent stays spent."""

import os
import signal
import threading
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import KeySet

from motcua.stack import Control, Sandbox, Settings

CALLBACK, VERIFIER = "http://127.0.0.1:9009/callback", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
REQUEST = {
    "response_type": "code", "client_id": "demo-rp", "redirect_uri": CALLBACK, "scope": "openid offline_access",
    "state": "s", "nonce": "n", "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "code_challenge_method": "S256", "persona": "hoa-renewed-card",
}  # fmt: skip
ENOUGH, THREADS = 40, 8
Exchanged = tuple[str, dict[str, Any]]


def test_what_a_sign_in_gave_survives_kill_9(knobs: Settings) -> None:
    with Sandbox(knobs) as sandbox:
        exchanged = until_killed(sandbox.urls["eid_auth"], sandbox.children[0].pid)
    assert len(exchanged) >= ENOUGH
    with Sandbox(knobs) as again, httpx.Client(base_url=again.urls["eid_auth"], trust_env=False) as http:
        assert Control(again.urls).ask("POST", "audit", {"limit": 1}, only="eid_auth")["eid_auth"]["intact"]
        keys = KeySet.import_key_set(http.get("/jwks").json())
        for code, tokens in exchanged:
            assert jwt.decode(tokens["id_token"], keys).claims["nonce"] == "n"
            told = http.get("/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"})
            assert told.status_code == 200, told.text
            assert refresh(http, tokens["refresh_token"]).status_code == 200
            assert exchange(http, code).json()["error"] == "invalid_grant"  # spent, and its reuse ends the family
            assert http.get("/userinfo", headers=told.request.headers).status_code == 401


def until_killed(url: str, pid: int) -> list[Exchanged]:
    """Sign in again and again, side by side; kill the server once enough came through."""
    exchanged: list[Exchanged] = []

    def one() -> None:
        with httpx.Client(base_url=url, trust_env=False, timeout=20) as http:
            try:
                while True:
                    http.cookies.clear()
                    code = parse_qs(urlsplit(http.get("/authorize", params=REQUEST).headers["location"]).query)["code"][
                        0
                    ]
                    answer = exchange(http, code)
                    exchanged.append((code, answer.json()))
                    if len(exchanged) == ENOUGH:
                        os.kill(pid, signal.SIGKILL)
            except httpx.TransportError:
                return

    threads = [threading.Thread(target=one) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return exchanged


def exchange(http: httpx.Client, code: str) -> httpx.Response:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK, "client_id": "demo-rp"}
    return http.post("/token", data={**form, "code_verifier": VERIFIER})


def refresh(http: httpx.Client, token: str) -> httpx.Response:
    return http.post("/token", data={"grant_type": "refresh_token", "refresh_token": token, "client_id": "demo-rp"})
