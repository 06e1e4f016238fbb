"""Assembly of portal."""

from fastapi import FastAPI

from motcua.chassis.app import assemble
from services.portal import errors, pages, routes, seed, tables
from services.portal.settings import PROCEDURE, Settings

DESCRIPTION = """Hộp cát của Cổng Dịch vụ công quốc gia: dữ liệu giả, không kết nối hệ thống thật.
Sandbox stand-in for the National Public Service Portal: synthetic people only.

A reconciliation asks the population database who holds a 9-digit CMND and the tax database about that person.
Every call names the client (HTTP Basic). The purpose headers may be absent here: then the call serves procedure
1.008503 (change of taxpayer registration) on behalf of `system:<client>`; both are passed on to the registers.
To try it here: **Authorize** with `tinh-demo` and `tinh-demo-secret`; [people to ask about](/personas)."""


def create_app(settings: Settings) -> FastAPI:
    """Portal, ready to be served; nothing is opened before it starts."""
    app = assemble(
        settings,
        title="portal · Cổng Dịch vụ công quốc gia (sandbox)",
        description=DESCRIPTION,
        routers=[*routes.ROUTERS, *pages.ROUTERS],
        errors=errors.ALL,
        tables=tables.ALL,
        fill=seed.fill,
        default_procedure=PROCEDURE,
        uploads=("/v1/attachments", "/v1/documents/verify", "/verify", "/forms/", "/dossiers/", "/desk/"),
    )
    pages.SITE.install(app)
    return app
