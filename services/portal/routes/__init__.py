"""Routes of portal: parse, ask the registers, one action, answer."""

from services.portal.routes import accounts, cases

ROUTERS = (cases.router, accounts.router)
