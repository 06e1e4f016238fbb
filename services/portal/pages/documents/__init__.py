"""Signed documents: ``own`` ones of who is signed in, ``shared`` ones behind a link, ``verify`` for everybody."""

from fastapi import APIRouter

from services.portal.pages.documents import own, shared, verify

router = APIRouter(include_in_schema=False)
for _part in (own, shared, verify):
    router.include_router(_part.router)
