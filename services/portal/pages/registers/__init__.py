"""The citizen's own data: ``known`` what each register knows of them, ``looks`` who looked (``telling`` in words)."""

from fastapi import APIRouter

from services.portal.pages.registers import known, looks

router = APIRouter(include_in_schema=False)
for _part in (known, looks):
    router.include_router(_part.router)
