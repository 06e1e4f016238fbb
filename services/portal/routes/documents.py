"""Routes of documents: parse, one action, answer."""

from fastapi import APIRouter

from motcua.chassis.lean import LeanRoute

router = APIRouter(prefix="/v1/documents", tags=["documents"], route_class=LeanRoute)
