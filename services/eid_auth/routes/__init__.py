"""Routes of eid_auth: parse, one action, answer. One module per subject.

``accounts`` and its neighbours below /v1/ · ``documents``, ``front``, ``back``, ``client_registration`` the OpenID
Provider · ``control`` its control plane · ``answers`` what they have in common on the way out.
"""

from fastapi import APIRouter

from services.eid_auth.routes import back, client_registration, documents, front

provider = APIRouter()
for part in (documents, front, back, client_registration):
    part.add_to(provider)
