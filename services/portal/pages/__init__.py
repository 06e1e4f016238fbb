"""The HTML of portal: a form, a result, a list of people to try. Texts in ``locale``, looks in the chassis."""

from services.portal.pages.site import SITE
from services.portal.pages.views import router

__all__ = ["SITE", "router"]
