"""The HTML of portal: one form, one result, a list of people to try. Texts stand in ``locale``, looks in ``static``."""

from services.portal.pages.troubles import install
from services.portal.pages.views import router

__all__ = ["install", "router"]
