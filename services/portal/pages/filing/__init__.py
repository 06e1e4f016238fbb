"""The pages of a filing: ``opening`` a form, ``editing`` it, ``reviewing`` and filing it.

``posted`` what a browser sent · ``doing`` what its buttons do · ``showing`` the form as its template sees it ·
``papers`` uploaded to it · ``rendering`` its page.
"""

from fastapi import APIRouter

from services.portal.pages.filing import editing, opening, reviewing

router = APIRouter()
for _part in (opening, editing, reviewing):
    router.include_router(_part.router)
