"""A province's one-stop desk: a citizen identifies with the e-ID, the population register fills in the form.

What Authlib leaves to the application stands in ``sign_in`` and ``signed_in``, each check with its clause.
"""

import os
import secrets
from html import escape
from typing import Any

import httpx
import uvicorn
from authlib.integrations.starlette_client import OAuth  # type: ignore[import-untyped]
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

ISSUER = os.environ.get("MOTCUA_ISSUER", "http://127.0.0.1:8002")
REGISTER = os.environ.get("MOTCUA_POPULATION_DB", "http://127.0.0.1:8001")
CLIENT_ID = os.environ.get("DESK_CLIENT_ID", "mot-cua-tinh")
CLIENT_SECRET = os.environ.get("DESK_CLIENT_SECRET", "mot-cua-tinh-secret")
PORT = int(os.environ.get("PORT", "9000"))
HOME = f"http://127.0.0.1:{PORT}"  # in production: your fixed public address, never what the request says
LICENCE = ("tinh-demo", "tinh-demo-secret")  # the province at the register; not its client id at the e-ID
PROCEDURE = "1.004222"
FIELDS = {"full_name": "Họ tên · Name", "born_on": "Ngày sinh · Born", "permanent_address": "Thường trú · Residence"}
LEVELS = ["LoA1", "LoA2", "LoA3", "LoA4"]
COOKIE = f"desk-{PORT}"  # behind TLS: __Host-desk, and Secure
SESSIONS: dict[str, dict[str, Any]] = {}
eid = OAuth().register(
    "eid",
    client_id=CLIENT_ID,
    client_secret=CLIENT_SECRET,
    server_metadata_url=f"{ISSUER}/.well-known/openid-configuration",
    client_kwargs={
        "scope": "openid profile identity",
        "code_challenge_method": "S256",
        "token_endpoint_auth_method": "client_secret_post",
    },
)


async def sign_in(request: Request, level: str = "LoA2") -> Response:
    """Send the browser to the e-ID, with a fresh state, nonce and PKCE challenge that this session remembers."""
    if (await eid.load_server_metadata())["issuer"] != ISSUER:
        raise PermissionError("the discovery document is another issuer's")  # OpenID Connect Discovery 4.3
    request.session["asked"] = level
    sent: Response = await eid.authorize_redirect(request, f"{HOME}/signed-in", acr_values=level)
    return sent


async def signed_in(request: Request) -> Response:
    """Whoever comes back with a good code, ID token and user info is signed in; any exception keeps them out."""
    if request.query_params.getlist("iss") != [ISSUER]:
        raise PermissionError("iss names another provider")  # RFC 9207 2.4; errors carry it as well
    expected = {
        "iss": {"essential": True, "value": ISSUER},
        "aud": {"essential": True, "value": CLIENT_ID},
        "sub": {"essential": True},
        "acr": {"essential": True, "values": LEVELS[LEVELS.index(request.session["asked"]) :]},  # or more than asked
    }
    token = await eid.authorize_access_token(request, claims_options=expected)
    claims = token["userinfo"]  # Authlib's name for the claims of the ID token, which it has verified
    if str(token.get("token_type")).lower() != "bearer":
        raise PermissionError("token_type is not Bearer")  # RFC 6749 7.1
    answer = await eid.get((await eid.load_server_metadata())["userinfo_endpoint"], token=token)
    if answer.status_code != 200 or not answer.headers.get("content-type", "").startswith("application/json"):
        raise PermissionError("the user info is not there, or not JSON")  # Core 5.3.2
    person: dict[str, Any] = answer.json()
    if person.get("sub") != claims["sub"]:
        raise PermissionError("the user info is another person's")  # Core 5.3.2
    if request.session.get("person", claims)["sub"] != claims["sub"]:
        raise PermissionError("another person came back; sign out first")
    request.session["person"] = {**person, "acr": claims["acr"], "id_token": token["id_token"]}
    return RedirectResponse("/", 303)


async def home(request: Request) -> Response:
    """The desk: a way in, or the person's form."""
    person = request.session.get("person")
    if person is None:
        return page('<p><a href="/sign-in">Đăng nhập bằng tài khoản định danh điện tử · Sign in with e-ID</a></p>')
    form = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in await from_register(person))
    return page(f"""<p>Xin chào · Hello, <b>{escape(person["name"])}</b> ({escape(person["acr"])})</p><dl>{form}</dl>
<form method="post" action="/submit"><button>Nộp hồ sơ · Submit (LoA3)</button></form>
<form method="post" action="/sign-out"><button>Đăng xuất · Sign out</button></form>""")


async def from_register(person: dict[str, Any]) -> list[tuple[str, str]]:
    """The fields that the procedure may see, asked for on behalf of the person who signed in."""
    purpose = {"X-Purpose-Procedure": PROCEDURE, "X-On-Behalf-Of": f"citizen:{person['sub']}"}
    async with httpx.AsyncClient(base_url=REGISTER, auth=LICENCE, headers=purpose) as register:
        answer = await register.post("/v1/citizens/share", json={"cccd": person.get("cccd", ""), "fields": [*FIELDS]})
    values = answer.json()["values"] if answer.is_success else {}  # without them people type the form themselves
    return [(FIELDS[name], str(one["value"] or "")) for name, one in values.items()]


async def submit(request: Request) -> Response:
    """The one action that needs more: authentication level 3. Who has less goes to the e-ID once more (step-up)."""
    if LEVELS.index(request.session.get("person", {}).get("acr", "LoA1")) < LEVELS.index("LoA3"):
        return await sign_in(request, "LoA3")
    return page(f"<p>Đã nhận hồ sơ · Received: HS-{secrets.token_hex(4)}</p>")


async def sign_out(request: Request) -> Response:
    """Sign out here and at the e-ID (RP-Initiated Logout): the ID token says who asks, so no question is needed."""
    hint = request.session.get("person", {}).get("id_token")
    leaving: Response = await eid.logout_redirect(request, f"{HOME}/", id_token_hint=hint, client_id=CLIENT_ID)
    request.session.clear()
    return leaving


def refused(why: Exception) -> Response:
    """Say why, and forget the provider's metadata and keys: perhaps those were wrong. In production, log it instead."""
    eid.server_metadata.clear()
    return page(f"<p>Chưa làm được · Refused: {escape(f'{type(why).__name__}: {why}')}</p>", 403)


def page(main: str, status: int = 200) -> Response:
    """A page with the band that no page of the sandbox may lack."""
    head = '<!doctype html><html lang="vi"><meta charset="utf-8"><title>[SANDBOX] Một cửa tỉnh</title>'
    band = '<aside style="background:#b00020;color:#fff;padding:.5em">SANDBOX · Dữ liệu giả · Synthetic data</aside>'
    return HTMLResponse(f'{head}{band}<main><h1><a href="/">Bộ phận một cửa · One-stop desk</a></h1>{main}', status)


async def sessions(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """Sessions live here, in memory; the browser holds a random key, and never a token or a number."""
    key = request.cookies.get(COOKIE, "")
    session = request.scope["session"] = SESSIONS.get(key, {})
    try:
        response = await call_next(request)
    except Exception as why:  # the libraries raise a dozen kinds, and none of them may let anybody in
        response = refused(why)
    if request.url.path == "/signed-in" or key not in SESSIONS:
        SESSIONS.pop(key, None)
        key = secrets.token_urlsafe(32)  # a new key for who signs in: nobody can have planted it
    SESSIONS[key] = session
    response.set_cookie(COOKIE, key, httponly=True, samesite="lax")  # Lax: no other site can post in their name
    return response


pages = [Route("/", home), Route("/sign-in", sign_in), Route("/signed-in", signed_in)]
actions = [Route("/submit", submit, methods=["POST"]), Route("/sign-out", sign_out, methods=["POST"])]
app = Starlette(routes=pages + actions, middleware=[Middleware(BaseHTTPMiddleware, dispatch=sessions)])

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=PORT, access_log=False)  # codes do not belong in a log
