"""Forms: ``opening`` with everything the registers know, ``finding`` other people, ``settling`` before they are filed.

``whose`` form it is · ``asking`` the sources · ``telling`` it as an answer.
"""

from services.portal.actions.forms.finding import find_person
from services.portal.actions.forms.opening import open_form, save_draft, show_form
from services.portal.actions.forms.settling import Settled, check_form, close, settle

__all__ = ["Settled", "check_form", "close", "find_person", "open_form", "save_draft", "settle", "show_form"]
