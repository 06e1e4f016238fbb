"""Assembly of tax_db."""

from fastapi import FastAPI

from motcua.chassis.app import assemble
from services.tax_db import errors, routes, seed, tables
from services.tax_db.settings import Settings

DESCRIPTION = """Hộp cát của CSDL thuế (cá nhân): dữ liệu giả, không kết nối hệ thống thật.
Sandbox stand-in for the tax database, individuals only: synthetic people, synthetic tax codes.

Since 1 July 2025 the personal number is the tax code, once full name, birth date and number agree exactly with the
population database (Circular 86/2024/TT-BTC Art. 5, 7, 39). Where they do not, the record waits in status 10; several
codes of one person are folded under the personal number. Status names follow the sandbox clock: Circular 90/2026/TT-BTC
from 1 July 2026, 86/2024 and 105/2020 before."""


def create_app(settings: Settings) -> FastAPI:
    """tax_db, ready to be served; nothing is opened before it starts."""
    return assemble(
        settings,
        title="tax_db · CSDL thuế (sandbox)",
        description=DESCRIPTION,
        routers=[routes.router],
        errors=errors.ALL,
        tables=tables.ALL,
        fill=seed.fill,
    )
