"""Routes of forms: parse, one action, answer."""

from fastapi import APIRouter

from motcua.chassis.lean import LeanRoute

router = APIRouter(prefix="/v1/forms", tags=["forms"], route_class=LeanRoute)
