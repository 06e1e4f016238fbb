"""The HTML of portal. Texts in ``locale``, looks in the chassis.

``services`` the front page, search and service pages · ``filing`` a form, its review and its filing · ``dossiers``,
``documents`` of the person who is signed in · ``registers`` what each register knows and who looked · ``desk`` for
officers · ``paying`` the payment stand-in · ``demo`` the guided demonstration · ``views`` the reconciliation ·
``signing`` in and out · ``account`` and ``old_accounts`` · ``caller`` who asks, ``browser`` how that is
known · ``chosen`` files on their way to an upload.
"""

from services.portal.pages import (
    account,
    demo,
    desk,
    documents,
    dossiers,
    filing,
    old_accounts,
    paying,
    registers,
    services,
    signing,
    views,
)
from services.portal.pages.site import SITE

__all__ = ["ROUTERS", "SITE"]
ROUTERS = tuple(
    module.router
    for module in (
        services, views, signing, account, old_accounts, filing, dossiers, documents, registers, desk, paying, demo,
    )
)  # fmt: skip
