"""Structured logs: one JSON object a line, identity numbers masked whatever was logged."""

import json
import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from motcua.chassis.clock import Clock

# Eight digits and more in a row are an identity number, a tax code or a phone number; dates and times have fewer.
_NUMBER = re.compile(r"(?<![0-9A-Za-z])([0-9]{3})[0-9]{2,}([0-9]{3})(?![0-9A-Za-z])")


def mask(text: str) -> str:
    """Cover the middle of every long number.

    >>> mask("CCCD 001171999001, CMND 901999001")
    'CCCD 001***001, CMND 901***001'
    """
    return _NUMBER.sub(lambda found: f"{found[1]}***{found[2]}", text)


_MEMBERS = "password|passcode|client_secret|client_assertion|code|code_verifier|token|access_token|refresh_token|csrf"
_IN_FORM = re.compile(rf"((?:^|&)(?:{_MEMBERS})=)[^&]+")
_IN_JSON = re.compile(rf'("(?:{_MEMBERS})"\s*:\s*")[^"]+')


def conceal(body: str) -> str:
    """Cover what signs somebody in: passwords, codes and tokens of a form or a JSON object.

    >>> conceal("grant_type=authorization_code&code=abc&client_secret=s")
    'grant_type=authorization_code&code=***&client_secret=***'
    >>> conceal('{"cccd": "1", "password": "abc"}')
    '{"cccd": "1", "password": "***"}'
    """
    return _IN_JSON.sub(r"\1***", _IN_FORM.sub(r"\1***", body))


class Lines(logging.Formatter):
    """A log record as one line of JSON."""

    def __init__(self, clock: Clock, *, unmasked: bool) -> None:
        super().__init__()
        self._clock, self._unmasked = clock, unmasked

    def format(self, record: logging.LogRecord) -> str:
        """One JSON object; ``extra={"data": {...}}`` becomes members."""
        line: dict[str, Any] = {
            "at": self._clock.stamp(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "data", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        text = json.dumps(line, ensure_ascii=False, default=str)
        return text if self._unmasked else mask(text)


def configure(level: str, clock: Clock, *, unmasked: bool = False, file: Path | None = None) -> None:
    """Send every log to ``file`` and warnings to standard error, or all to standard error; once for the process."""
    handlers: list[logging.Handler] = [logging.StreamHandler()]
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        handlers[0].setLevel(logging.WARNING)
        handlers.append(RotatingFileHandler(file, maxBytes=10_000_000, backupCount=2, encoding="utf-8"))
    for handler in handlers:
        handler.setFormatter(Lines(clock, unmasked=unmasked))
    logging.basicConfig(level=level, handlers=handlers, force=True)
    logging.getLogger("uvicorn.access").disabled = True  # its lines carry query strings and no request id
    if unmasked:
        logging.getLogger("motcua").warning("identity numbers are written unmasked: MOTCUA_LOG_UNMASKED is on")
