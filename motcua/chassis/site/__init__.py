"""What every service with pages shares: one layout, one look, one way to say that something went wrong (ADR 0010).

``page`` a template becomes an answer · ``texts`` what is said, per language · ``files`` style sheet, typeface, icon ·
``troubles`` refusals in words · ``forms`` which posts are taken. A service brings its own templates, texts and files;
they lie over the shared ones.
"""

from motcua.chassis.site.forms import REFUSALS, FormStale, PostedFromElsewhere, check, csrf_token, refuse_foreign
from motcua.chassis.site.page import Link, Site, form_target
from motcua.chassis.site.texts import LANGUAGES, language

__all__ = [
    "LANGUAGES",
    "REFUSALS",
    "FormStale",
    "Link",
    "PostedFromElsewhere",
    "Site",
    "check",
    "csrf_token",
    "form_target",
    "language",
    "refuse_foreign",
]
