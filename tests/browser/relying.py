"""A relying party for a browser: it sends people to sign in, and remembers how they came back."""

import base64
import hashlib
import http.server
import json
import threading
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import httpx

VERIFIER = "v" * 43
EVERYTHING = "openid profile phone email identity offline_access"


class RelyingParty:
    """A public client on a port of its own, registered for as long as the sandbox is not reset."""

    def __init__(self, eid: str) -> None:
        self.eid = eid
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Page)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.callback = f"{self.url}/callback"
        # As many do: the callback is at one host and the application at another.
        self.elsewhere = f"http://localhost:{self._server.server_port}/app"
        self.sending_on = f"{self.callback}?{urlencode({'onward': self.elsewhere})}"

    def __enter__(self) -> "RelyingParty":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        metadata = {
            "client_name": "Ứng dụng thử", "redirect_uris": [self.callback, self.sending_on],
            "post_logout_redirect_uris": [self.url],
            "token_endpoint_auth_method": "none", "scope": EVERYTHING,
            "grant_types": ["authorization_code", "refresh_token"],
        }  # fmt: skip
        answer = httpx.post(f"{self.eid}/_sandbox/clients", json=metadata).raise_for_status()
        self.id: str = answer.json()["client_id"]
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def asks(self, **changes: str) -> str:
        """The address to which it sends people."""
        digest = hashlib.sha256(VERIFIER.encode()).digest()
        good = {
            "response_type": "code", "client_id": self.id, "redirect_uri": self.callback, "scope": EVERYTHING,
            "state": "xyz", "nonce": "n-1", "code_challenge_method": "S256",
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        }  # fmt: skip
        return f"{self.eid}/authorize?{urlencode({**good, **changes})}"

    def back(self, address: str) -> dict[str, str]:
        """What it is told at its callback."""
        assert address.startswith(f"{self.callback}?"), address
        found = dict(parse_qsl(urlsplit(address).query))
        assert found["state"] == "xyz"
        return found

    def claims(self, address: str) -> dict[str, Any]:
        """What it learns for the code that it got."""
        form = {
            "grant_type": "authorization_code", "code": self.back(address)["code"], "client_id": self.id,
            "redirect_uri": self.callback, "code_verifier": VERIFIER,
        }  # fmt: skip
        tokens = httpx.post(f"{self.eid}/token", data=form).raise_for_status().json()
        bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
        told: dict[str, Any] = httpx.get(f"{self.eid}/userinfo", headers=bearer).raise_for_status().json()
        return {**told, **_payload(tokens["id_token"])}

    def inbox(self, phone: str) -> str:
        """The newest code sent to a telephone."""
        found = httpx.get(f"{self.eid}/_sandbox/inbox", params={"phone": phone}).json()["messages"]
        return str(found[0]["code"])

    def passes(self, seconds: int) -> None:
        """Let time pass at the provider."""
        httpx.post(f"{self.eid}/_sandbox/clock", json={"advance": seconds}).raise_for_status()


def _payload(token: str) -> dict[str, Any]:
    body = token.split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return found


class _Page(http.server.BaseHTTPRequestHandler):
    """A page that says that one is back."""

    def do_GET(self) -> None:
        """Answer every address the same, but send on where the address says so."""
        if onward := parse_qs(urlsplit(self.path).query).get("onward"):
            self.send_response(303)
            self.send_header("Location", onward[0])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        back = "error" if "error" in parse_qs(urlsplit(self.path).query) else "back"
        page = f'<!doctype html><title>{back}</title><link rel="icon" href="data:,"><h1 data-testid="rp">{back}</h1>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""
