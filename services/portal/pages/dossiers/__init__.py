"""A citizen's own dossiers: ``own`` the list and one of them, ``steps`` what the citizen may do with it."""

from fastapi import APIRouter

from services.portal.pages.dossiers import own, steps

router = APIRouter(include_in_schema=False)
for _part in (own, steps):
    router.include_router(_part.router)
