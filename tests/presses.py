"""A person at a page without scripts: reads its forms, fills them in, presses a button, follows where it leads."""

from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from typing import Any, NamedTuple, Protocol
from urllib.parse import urljoin

PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
LONGEST_WAY = 12  # redirects, a sign-in included


class Answer(Protocol):
    """What the HTTP clients of tests answer, httpx or the test client."""

    status_code: int
    text: str
    headers: Mapping[str, str]


class Browser(Protocol):
    """What they can do."""

    @property
    def request(self) -> Callable[..., Any]:
        """One request."""
        ...


class Pressed(NamedTuple):
    """A button, and the form that it sends."""

    form: "Form"
    name: str
    value: str


class Form:
    """One form of a page with what it would send as it stands."""

    def __init__(self, attributes: Mapping[str, str]) -> None:
        self.action, self.method = attributes.get("action", ""), attributes.get("method", "get").upper()
        self.files = attributes.get("enctype") == "multipart/form-data"
        self.sent: list[tuple[str, str]] = []

    def set(self, name: str, value: str) -> None:
        """Type into a field, or choose."""
        self.sent = [(known, old) for known, old in self.sent if known != name] + [(name, value)]


class Page(HTMLParser):
    """A page that was opened: its forms, buttons, links and fields by test id."""

    def __init__(self, browser: Browser, address: str, answer: Answer) -> None:
        super().__init__()
        self.browser, self.address, self.status, self.text = browser, address, answer.status_code, answer.text
        self.buttons: dict[str, Pressed] = {}
        self.links: dict[str, str] = {}
        self.fields: dict[str, list[tuple[Form, str, str]]] = {}
        self.data: dict[str, dict[str, str]] = {}
        self._forms: dict[str, Form] = {}
        self._form: Form | None = None
        self._select: tuple[str, bool] | None = None
        self._area = ""
        self._uploads: dict[str, bytes] = {}
        self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        testid = has.get("data-testid", "")
        if testid:
            self.data.setdefault(testid, has)
        if tag == "form":
            self._form = Form(has)
            self._forms[has.get("id", "")] = self._form
        elif tag == "a" and testid and "href" in has:
            self.links.setdefault(testid, has["href"])
        elif self._form is not None:
            self._part(tag, has, testid)

    def _part(self, tag: str, has: dict[str, str], testid: str) -> None:
        form, name = self._form, has.get("name", "")
        assert form is not None
        if tag == "button" and testid:
            self.buttons.setdefault(testid, Pressed(form, name, has.get("value", "")))
        elif tag == "option" and self._select:
            chosen, any_yet = self._select
            if "selected" in has or not any_yet:
                form.set(chosen, has.get("value", ""))
                self._select = (chosen, True)
        elif name and tag in {"input", "select", "textarea"}:
            kind = has.get("type", "text")
            if testid:
                self.fields.setdefault(testid, []).append((form, name, has.get("value", "on")))
            if tag == "select":
                self._select = (name, False)
            elif tag == "textarea":
                self._area = name
                form.sent.append((name, ""))
            elif kind != "file" and (kind not in {"checkbox", "radio"} or "checked" in has):
                form.sent.append((name, has.get("value", "on" if kind == "checkbox" else "")))

    def handle_data(self, data: str) -> None:
        if self._area and self._form:
            self._form.set(self._area, data.strip())

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = ""

    def type(self, testid: str, value: str) -> None:
        """Write into a field, choose in a list."""
        form, name, _ = self.fields[testid][0]
        form.set(name, value)

    def tick(self, testid: str) -> None:
        """Tick the first box of this name."""
        form, name, value = self.fields[testid][0]
        form.sent.append((name, value))

    def attach(self, testid: str, content: bytes = PAPER) -> None:
        """Choose a file."""
        _, name, _ = self.fields[testid][0]
        self._uploads[name] = content

    def press(self, testid: str) -> "Page":
        """Press a button or follow a link; the page where it leads."""
        if testid in self.links:
            return open_page(self.browser, urljoin(self.address, self.links[testid]))
        assert testid in self.buttons, f"{testid} is not on {self.address}: {sorted(self.buttons | self.links)}"
        form, name, value = self.buttons[testid]
        sent = [*form.sent, *([(name, value)] if name else [])]
        data: dict[str, list[str]] = {}
        for key, text in sent:
            data.setdefault(key, []).append(text)
        more: dict[str, Any] = {"params": data} if form.method == "GET" else {"data": data}
        if form.files:
            uploads = {name: ("giay-to.pdf", content, "application/pdf") for name, content in self._uploads.items()}
            more["files"] = uploads or {"nothing": ("", b"", "application/octet-stream")}
        return open_page(self.browser, urljoin(self.address, form.action or self.address), form.method, **more)


def open_page(browser: Browser, address: str, method: str = "GET", **more: Any) -> Page:
    """Open an address and follow it by hand, so that every hop counts like a browser's."""
    answer = browser.request(method, address, follow_redirects=False, **more)
    for _ in range(LONGEST_WAY):
        if answer.status_code not in {302, 303}:
            return Page(browser, address, answer)
        address = urljoin(address, answer.headers["location"])
        answer = browser.request("GET", address, follow_redirects=False)
    raise AssertionError(f"no end of redirects at {address}")
