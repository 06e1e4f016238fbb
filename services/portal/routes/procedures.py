"""Routes of procedures: parse, one action, answer."""

from fastapi import APIRouter

from motcua.chassis.lean import LeanRoute

router = APIRouter(prefix="/v1/procedures", tags=["procedures"], route_class=LeanRoute)
