"""Assembly of eid_auth."""

from fastapi import FastAPI

from motcua.chassis.app import assemble
from services.eid_auth import errors, pages, routes, seed, tables
from services.eid_auth.actions.provider import provider
from services.eid_auth.routes import accounts, control, enrolment, lifecycle, organisations
from services.eid_auth.settings import Settings

DESCRIPTION = """Hộp cát của hệ thống định danh và xác thực điện tử: dữ liệu giả, không kết nối hệ thống thật.
Sandbox stand-in for the electronic identification and authentication system: synthetic accounts only.

An OpenID Provider ([discovery](/.well-known/openid-configuration)) and the life of electronic identity accounts (Decree
69/2024/NĐ-CP). The identification level of an account (1, 2) is not the authentication level of a login (1–4, Art. 20).
The protocol's own endpoints are described by discovery and their RFCs, the rest below."""


def create_app(settings: Settings) -> FastAPI:
    """eid_auth, ready to be served; nothing is opened before it starts."""
    app = assemble(
        settings,
        title="eid_auth · định danh và xác thực điện tử (sandbox)",
        description=DESCRIPTION,
        routers=[
            routes.provider,  # first: routes are matched one by one, and a login asks three times
            accounts.router,
            enrolment.router,
            lifecycle.router,
            organisations.router,
            control.router,
            *pages.ROUTERS,
        ],
        errors=errors.ALL,
        tables=tables.ALL,
        fill=seed.fill,
    )
    app.state.provider = provider(settings)
    app.motcua.on_reset.append(app.state.provider.queue.drop)
    pages.SITE.install(app)
    return app
