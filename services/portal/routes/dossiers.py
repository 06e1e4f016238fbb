"""Routes of dossiers: parse, one action, answer."""

from fastapi import APIRouter

from motcua.chassis.lean import LeanRoute

router = APIRouter(prefix="/v1/dossiers", tags=["dossiers"], route_class=LeanRoute)
