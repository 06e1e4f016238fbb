"""What a newcomer sees once the sandbox is ready: where, over which world, whom to ask about, a line to paste."""

import json
import os
import shlex
from collections.abc import Mapping
from typing import Any

from motcua import __version__
from motcua.cli.showing import columns, line
from motcua.stack import Ready, Sandbox

BAND = "SANDBOX — dữ liệu giả / synthetic data"
PERSONA = "hoa-renewed-card"
CLIENT = "tinh-demo"
QUESTIONS = (("portal", "/v1/reconciliations"), ("population_db", "/v1/identity/resolve-cmnd"))


def greet(sandbox: Sandbox, seconds: float) -> None:
    """Print it."""
    ready = sandbox.ready
    world = ready["world"]
    line(f"motcua {__version__} · {BAND}")
    line()
    columns([(name, url, f"{url}/docs") for name, url in sandbox.urls.items()], indent="  ")
    line()
    columns(
        [
            ("Thế giới · World", f"seed {world['seed']}, {world['as_of']}, {world['people']:,} people"),
            ("", f"digest {world['digest']}"),
            ("Dữ liệu · Data", sandbox.knobs.database_url.partition("@")[2] or sandbox.folder),
        ],
        indent="  ",
    )
    persona = ready["personas"].get(PERSONA)
    if persona:
        line()
        line(f"  {persona['name']} ({PERSONA}): CMND {persona['cmnd'][0]}, {persona['born_on']}")
        line(f"  {persona['story']['vi']}")
        line(f"  {persona['story']['en']}")
        line("  Người khác · Others: motcua personas. Mật khẩu của mọi người · Everybody's password: hop-cat-2026")
        line()
        line("  Dán thử dòng này · Paste this line:")
        line()
        line(curl(ready, persona))
        line()
    line(f"  Sẵn sàng sau {seconds:.2f} s, Ctrl-C để dừng · Ready in {seconds:.2f} s, Ctrl-C ends everything")


def curl(ready: Ready, persona: Mapping[str, Any]) -> str:
    """The first question, as a line for a shell."""
    service, path = next((name, path) for name, path in QUESTIONS if name in ready["services"])
    client = next((one for one in ready["clients"] if one["id"] == CLIENT), ready["clients"][0])
    ask = {"cmnd": persona["cmnd"][0], "full_name": persona["name"], "born_on": persona["born_on"]}
    procedure = next((code for code in client["licence"]["procedures"] if code != "*"), "1.004222")
    headers = {
        "Content-Type": "application/json",
        "X-Purpose-Procedure": procedure,
        "X-On-Behalf-Of": "officer:CB001",
    }
    words = ["curl", "-s", "-w", "\\n", ready["services"][service] + path, "-u", f"{client['id']}:{client['secret']}"]
    if os.environ.get("http_proxy"):
        words += ["--noproxy", "*"]
    for name, value in headers.items():
        words += ["-H", f"{name}: {value}"]
    return shlex.join([*words, "-d", json.dumps(ask, ensure_ascii=False)])
