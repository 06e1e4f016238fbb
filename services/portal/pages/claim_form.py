"""The form that claims an old account: filled with the person's own name and birth date, read with every slip named."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.wire.portal_accounts import USERNAME, ClaimOldAccount
from services.portal.pages.form import LONGEST, Form, Slip, born_slip, in_fields, iso, name_slip
from services.portal.store.accounts import Account

FIELDS = ("known_as", "full_name", "day", "month", "year")


def of_account(account: Account) -> Form:
    """The form as it is offered."""
    return Form({"known_as": "", "full_name": account.full_name, **in_fields(account.born_on)}, None, ())


def read(given: Mapping[str, Any], account: Account, today: date) -> ClaimOldAccount | Form:
    """What is claimed, or the form with its slips."""
    typed = {name: str(given.get(name, ""))[: 2 * LONGEST].strip() for name in FIELDS}
    typed["known_as"] = re.sub(r"(?<=\d)\s+(?=\d)", "", typed["known_as"])
    slips = [
        slip for slip in (_known_as(typed["known_as"]), name_slip(typed["full_name"]), born_slip(typed, today)) if slip
    ]
    if slips:
        return Form(typed, None, tuple(slips))
    return ClaimOldAccount(
        account=account.id, known_as=typed["known_as"], full_name=typed["full_name"], born_on=iso(typed)
    )


def _known_as(text: str) -> Slip | None:
    if not text:
        return Slip("known_as", "known_as_missing")
    return None if re.fullmatch(USERNAME, text, re.ASCII) else Slip("known_as", "known_as_wrong")
