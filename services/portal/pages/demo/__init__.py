"""The guided demonstration: stories told step by step, on the portal's own pages.

``telling`` the stories and their captions · ``going`` to the page of a step, as its person · ``helping`` what spares
the presenter typing, and the way back to the start. What the browser remembers of it is in ``pages.story``.
"""

from fastapi import APIRouter

from services.portal.pages.demo import going, helping, telling

router = APIRouter(include_in_schema=False)
for _part in (helping, telling, going):
    router.include_router(_part.router)
