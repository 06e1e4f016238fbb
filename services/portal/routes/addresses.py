"""Parts of addresses that only a code of their kind fits: anything else is no address, and hides no other route.

Without them ``/v1/documents/find`` would also be a document called "find" to the router, and to its ``Allow`` header.
"""

from starlette.convertors import StringConvertor, register_url_convertor

from motcua.wire.dossiers import DOCUMENT_ID, DOSSIER_CODE


class _Dossier(StringConvertor):
    regex = DOSSIER_CODE.strip("^$")


class _Document(StringConvertor):
    regex = DOCUMENT_ID.strip("^$")


class _Payment(StringConvertor):
    regex = "[0-9a-f]{32}"


DOSSIER, DOCUMENT, PAYMENT = "/{code:dossier}", "/{document_id:document}", "/{payment_id:payment}"
register_url_convertor("payment", _Payment())
register_url_convertor("dossier", _Dossier())
register_url_convertor("document", _Document())
