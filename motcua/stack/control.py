"""The control planes of a running sandbox: one question to one service or to all of them.

Over the standard library, because the command line should be there at once, and because no proxy may come in between.
"""

import http.client
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from motcua.stack.trouble import Trouble


class Control:
    """``/_sandbox`` of every service."""

    def __init__(self, services: Mapping[str, str], *, timeout: float = 30.0) -> None:
        self.services, self._timeout = dict(services), timeout

    def chosen(self, only: str = "") -> dict[str, str]:
        """The services meant: one, or all; raises Trouble for an unknown name."""
        if not only:
            return self.services
        if only not in self.services:
            names = ", ".join(self.services)
            raise Trouble(f"Không có dịch vụ {only}; chọn: {names}", f"There is no service {only}; choose: {names}")
        return {only: self.services[only]}

    def ask(self, method: str, path: str, body: Any = None, *, only: str = "") -> dict[str, Any]:
        """The answer of every service meant, by its name; raises Trouble where one does not answer or refuses."""
        return {name: self._one(name, url, method, path, body) for name, url in self.chosen(only).items()}

    def _one(self, name: str, url: str, method: str, path: str, body: Any) -> Any:
        place = urlsplit(url)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=self._timeout)
        content = None if body is None else json.dumps(body).encode()
        try:
            connection.request(method, f"/_sandbox/{path}", content, {"Content-Type": "application/json"})
            response = connection.getresponse()
            text = response.read()
        except (OSError, http.client.HTTPException) as broken:
            raise Trouble(f"{name} tại {url} không trả lời", f"{name} at {url} does not answer") from broken
        finally:
            connection.close()
        answer = json.loads(text) if text else None
        if response.status >= 400:
            raise _refused(name, answer)
        return answer


def _refused(name: str, problem: Any) -> Trouble:
    fields = problem.get("fields", [])
    vi = "; ".join(filter(None, [problem["title"], problem["detail"], *(f"{f['field']}: {f['vi']}" for f in fields)]))
    en = "; ".join(
        filter(None, [problem["title_en"], problem["detail_en"], *(f"{f['field']}: {f['en']}" for f in fields)])
    )
    return Trouble(f"{name}: {vi}", f"{name}: {en}")
