"""Apache with Debian's mod_auth_openidc: a protected page on a free port, served unprivileged, gone afterwards."""

import html
import os
import re
import secrets
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.clients.parties import HTTP, SCOPE, register
from tests.clients.programs import apache

PAGE = "<h1>Một cửa</h1>"
MODULES = ("mpm_event", "authn_core", "authz_core", "authz_user", "mime", "dir", "headers", "auth_openidc")
CONFIG = """
ServerRoot {folder}
ServerName 127.0.0.1
Listen {place}
PidFile {folder}/pid
DefaultRuntimeDir {folder}
ErrorLog {folder}/error.log
LogLevel warn
DocumentRoot {folder}/www
TypesConfig /dev/null
StartServers 1
ThreadsPerChild 8
MaxRequestWorkers 16
MinSpareThreads 1
MaxSpareThreads 16
ThreadLimit 8
{modules}
{user}
OIDCProviderMetadataURL {party.server}/.well-known/openid-configuration
OIDCClientID {party.client_id}
OIDCClientSecret {party.client_secret}
OIDCRedirectURI {party.redirect_uri}
OIDCCryptoPassphrase {passphrase}
OIDCScope "{scope}"
OIDCPKCEMethod S256
OIDCAuthRequestParams persona={party.persona}&acr_values=LoA2
OIDCSSLValidateServer Off
OIDCPassClaimsAs both
OIDCInfoHook access_token id_token userinfo refresh_token
<Location />
  AuthType openid-connect
  Require valid-user
  Header always set Seen-Sub "expr=%{{req:OIDC_CLAIM_sub}}"
  Header always set Seen-Name "%{{OIDC_CLAIM_name}}e"
  Header always set Seen-Acr "%{{OIDC_CLAIM_acr}}e"
</Location>
<Location /signed-out>
  AuthType None
  Require all granted
</Location>
"""


def version() -> str:
    """The version of the module that is installed."""
    _, modules = apache()
    found = re.search(rb"mod_auth_openidc-([0-9.]+)", (modules / "mod_auth_openidc.so").read_bytes())
    assert found, "the module does not say its version"
    return found[1].decode()


def free_port() -> int:
    """A port that nobody listens at just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(server: str, folder: Path) -> Iterator[str]:
    """Serve a page behind a sign-in at the provider that stands at ``server``; yields where."""
    program, modules = apache()
    place = f"http://127.0.0.1:{free_port()}"
    party = register(server, f"{place}/redirect_uri", f"{place}/signed-out")
    pages = folder / "www"
    pages.mkdir()
    (pages / "index.html").write_text(PAGE, encoding="utf-8")
    (pages / "signed-out").write_text("out", encoding="utf-8")
    user = ""
    if os.geteuid() == 0:  # the processes that serve give up root, and must still reach the page
        user = "User www-data\nGroup www-data"
        for above in (folder, *folder.parents[:3]):
            above.chmod(above.stat().st_mode | 0o055)
    load = "\n".join(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in MODULES)
    text = CONFIG.format(
        folder=folder, place=place.removeprefix("http://"), modules=load, user=user, party=party, scope=SCOPE,
        passphrase=secrets.token_hex(16),
    )  # fmt: skip
    config = folder / "httpd.conf"
    config.write_text(text, encoding="utf-8")
    process = subprocess.Popen([program, "-f", str(config), "-D", "FOREGROUND"], stderr=subprocess.PIPE, text=True)
    try:
        wait(process, int(place.rpartition(":")[2]))
        yield place
    finally:
        process.terminate()
        process.communicate(timeout=10)


def sign_in(browser: httpx.Client, place: str, misbehave: str = "") -> httpx.Response:
    """Ask for the protected page and follow every redirect; what the provider is to do wrong is added on the way."""
    answer = browser.get(place)
    for _ in range(10):
        if answer.next_request is None:
            return answer
        address = answer.next_request.url
        if misbehave and address.path == "/authorize":
            address = address.copy_add_param("misbehave", misbehave)
        answer = browser.get(address)
    raise AssertionError("too many redirects")


def attempt(place: str, name: str) -> str:
    """Sign in while the provider misbehaves: whether the page was reached, and with the claims of the user info."""
    with httpx.Client(**HTTP) as browser:
        answer = sign_in(browser, place, name)
    if answer.text == PAGE:
        return "refused at user info: no claims" if answer.headers["Seen-Name"] == "(null)" else "accepted"
    said = re.findall("<pre>(.*?)</pre>", answer.text)
    return f"refused at sign-in: {html.unescape(said[-1]) if said else answer.status_code}"


def wait(process: "subprocess.Popen[str]", port: int) -> None:
    """Until it listens; raises AssertionError with its own words where it does not."""
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, process.communicate()[1]
        time.sleep(0.02)
    raise AssertionError("Apache does not listen")
