"""The HTML of eid_auth: signing in step by step, the phone that answers a QR code, consents, the inbox of messages."""

from fastapi import APIRouter

from services.eid_auth.pages import account, inbox, leaving, phone, qr, sign_in, start
from services.eid_auth.pages.site import SITE

__all__ = ["ROUTERS", "SITE"]
ROUTERS: tuple[APIRouter, ...] = tuple(module.router for module in (sign_in, qr, phone, account, leaving, start, inbox))
