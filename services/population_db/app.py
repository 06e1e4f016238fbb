"""Assembly of population_db."""

from fastapi import FastAPI

from motcua.chassis.app import assemble
from services.population_db import errors, routes, seed, tables
from services.population_db.settings import Settings

DESCRIPTION = """Hộp cát của CSDL quốc gia về dân cư: dữ liệu giả, không kết nối hệ thống thật.
Sandbox stand-in for the national population database: synthetic people only.

A CMND is no key: give number, full name and birth date, and expect several holders as a normal answer.
Every call names the client (HTTP Basic), the procedure and the person on whose behalf it is made."""


def create_app(settings: Settings) -> FastAPI:
    """population_db, ready to be served; nothing is opened before it starts."""
    return assemble(
        settings,
        title="population_db · CSDLQG về dân cư (sandbox)",
        description=DESCRIPTION,
        routers=[routes.router],
        errors=errors.ALL,
        tables=tables.ALL,
        fill=seed.fill,
    )
