"""What is said where something stands in the way: one sentence in each language, no traceback."""


class Trouble(Exception):
    """The user can do something about it; both sentences say what."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi} · {en}")
        self.vi, self.en = vi, en


def lacking(extra: str, *, vi: str, en: str) -> Trouble:
    """A missing extra, named with the command that installs it, before any work begins."""
    command = f"pip install 'motcua[{extra}]'"
    return Trouble(f"{vi} cần phần mở rộng {extra}: {command}", f"{en} needs the extra {extra}: {command}")
