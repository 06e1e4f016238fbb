"""The one-stop desk: what officers see and do, each look tied to a dossier.

``queue`` the dossiers of their agencies · ``dossier`` one of them, whole · ``steps`` what may be done with it ·
``files`` its papers, letters and results · ``person`` the register's record of the applicant · ``books`` forms 05, 06.
"""

from fastapi import APIRouter

from services.portal.pages.desk import books, dossier, files, person, queue, steps

router = APIRouter(include_in_schema=False)
for _part in (queue, books, dossier, steps, files, person):
    router.include_router(_part.router)
