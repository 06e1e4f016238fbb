"""The HTML of portal. Texts in ``locale``, looks in the chassis.

``views`` the reconciliation: a form, a result, a list of people to try · ``signing`` in and out · ``account`` and
``old_accounts`` of the person who is signed in · ``caller`` who that is, ``browser`` how it is known.
"""

from services.portal.pages import account, old_accounts, signing, views
from services.portal.pages.site import SITE

__all__ = ["ROUTERS", "SITE"]
ROUTERS = (views.router, signing.router, account.router, old_accounts.router)
