"""``/docs``: the contract as a page on which it can be tried, with nothing loaded from elsewhere.

FastAPI's own page takes Swagger UI from another host; a sandbox works without a network. The files stand in
``swagger_ui`` compressed, and are unpacked only for a client that does not take gzip.
"""

import gzip
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOLDER = Path(__file__).with_name("swagger_ui")
FILES = {"swagger-ui-bundle.js": "text/javascript; charset=utf-8", "swagger-ui.css": "text/css; charset=utf-8"}
BAND = "SANDBOX — dữ liệu giả / synthetic data"
# Swagger UI sets style attributes and draws data: images; scripts come from here only.
POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>[SANDBOX] {title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body style="margin:0">
<p style="margin:0;padding:8px 16px;background:#3b2a6b;color:#fff;font:700 16px/1.4 system-ui,sans-serif;position:sticky;top:0;z-index:9">
{band}</p>
<div id="contract"><noscript><p style="padding:16px"><a href="openapi.json">openapi.json</a></p></noscript></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/begin.js"></script>
</body>
</html>
"""  # noqa: E501  # one element a line
BEGIN = """SwaggerUIBundle({
  url: "openapi.json", dom_id: "#contract", deepLinking: true, tryItOutEnabled: true,
  persistAuthorization: true, displayRequestDuration: true, validatorUrl: null
});
"""


def routes(title: str) -> list[Route]:
    """The page and its files, for a service of this title."""
    page = PAGE.format(title=escape(title), band=escape(BAND))

    async def docs(_request: Request) -> Response:
        return Response(page, media_type="text/html; charset=utf-8", headers=HEADERS)

    return [
        Route("/docs", docs, include_in_schema=False),
        Route("/docs/{name}", _file, include_in_schema=False),
    ]


async def _file(request: Request) -> Response:
    name, headers = request.path_params["name"], dict(HEADERS)
    if name == "begin.js":
        return Response(BEGIN, media_type=FILES["swagger-ui-bundle.js"], headers=headers)
    if name not in FILES:
        return Response(status_code=404)
    content = (FOLDER / f"{name}.gz").read_bytes()
    headers |= {"Cache-Control": "public, max-age=86400", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        content = gzip.decompress(content)
    return Response(content, media_type=FILES[name], headers=headers)
