"""The inbox of every telephone: the sandbox sends no messages, it shows them, to people and to programs."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from motcua.chassis.call import call_of
from motcua.chassis.site import LANGUAGES
from motcua.wire import inbox as wire
from services.eid_auth.pages.site import SITE, page
from services.eid_auth.store import factors as store

router = APIRouter()
Phone = Annotated[str, Query(max_length=20, description="Only messages to this number")]


@router.get("/_sandbox/inbox", tags=["sandbox"], summary="One-time codes sent · Các mã một lần đã gửi")
async def messages(request: Request, phone: Phone = "") -> wire.Inbox:
    """What would have been sent to telephones, newest first: a test reads its one-time code here."""
    found = await call_of(request).state.db.run(lambda work: store.messages(work, _number(phone)))
    return wire.Inbox(messages=[_told(one) for one in found])


@router.get("/inbox", include_in_schema=False)
async def show(request: Request, phone: Phone = "") -> Response:
    """The same, for people."""
    found = await call_of(request).state.db.run(lambda work: store.messages(work, _number(phone)))
    return page(request, "inbox.html", messages=[_told(one) for one in found], phone=phone)


def _number(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isascii() and sign.isdigit())


def _told(one: store.Message) -> wire.Message:
    texts = {lang: str(SITE.texts(lang)["inbox"]["message"]) for lang in LANGUAGES}
    texts = {lang: text.format(code=one.code, client=one.client) for lang, text in texts.items()}
    return wire.Message(phone=one.phone, sent_at=one.sent_at, code=one.code, client=one.client, **texts)
