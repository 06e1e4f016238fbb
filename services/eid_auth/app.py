"""Assembly of eid_auth."""

from fastapi import FastAPI

from motcua.chassis.app import assemble
from services.eid_auth import errors, seed, tables
from services.eid_auth.routes import accounts
from services.eid_auth.settings import Settings

DESCRIPTION = """Hộp cát của hệ thống định danh và xác thực điện tử: dữ liệu giả, không kết nối hệ thống thật.
Sandbox stand-in for the electronic identification and authentication system: synthetic accounts only.

So far it answers one question, the state of an account (Decree 69/2024/NĐ-CP); there is no login yet. The
identification level of an account (1, 2) is not the authentication level of a login (1–4, Art. 20)."""


def create_app(settings: Settings) -> FastAPI:
    """eid_auth, ready to be served; nothing is opened before it starts."""
    return assemble(
        settings,
        title="eid_auth · định danh và xác thực điện tử (sandbox)",
        description=DESCRIPTION,
        routers=[accounts.router],
        errors=errors.ALL,
        tables=tables.ALL,
        fill=seed.fill,
    )
