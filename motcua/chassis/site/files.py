"""Local files of pages: style sheets, typeface, icon. Nothing is loaded from elsewhere."""

import hashlib
from pathlib import Path

from starlette.responses import Response

KINDS = {".css": "text/css; charset=utf-8", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".txt": "text/plain"}


class Files:
    """The files below ``static`` of each folder, the later folder's in place of an earlier one's of the same name."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = tuple(folder / "static" for folder in folders)
        self._read: dict[str, bytes] | None = None

    def _all(self) -> dict[str, bytes]:
        # Read at the first use, not at the start, which every command of the sandbox waits for.
        if self._read is None:
            self._read = {
                file.relative_to(folder).as_posix(): file.read_bytes()
                for folder in self._folders
                for file in folder.rglob("*")
                if file.suffix in KINDS
            }
        return self._read

    def address(self, name: str) -> str:
        """Where a file is; the address changes with the content, so that the file may be kept."""
        return f"/static/{name}?v={hashlib.sha256(self._all()[name]).hexdigest()[:10]}"

    def answer(self, name: str, headers: dict[str, str]) -> Response | None:
        """A file as an answer, or None."""
        content = self._all().get(name)
        if content is None:
            return None
        kept = {**headers, "Cache-Control": "public, max-age=86400"}
        return Response(content, media_type=KINDS[Path(name).suffix], headers=kept)
