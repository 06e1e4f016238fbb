"""Whose form it is, and whether they may: only the citizen, with a verified identity and a sign-in strong enough."""

from motcua.chassis.call import Call
from motcua.chassis.caller import Caller, licensed
from motcua.chassis.db import Work
from motcua.wire.procedures import Procedure
from services.portal.actions.accounts import CITIZEN, own_account
from services.portal.errors import NotVerified
from services.portal.errors.forms import AssuranceTooLow, FormExpired, FormFiled, FormUnknown, NotRepresentative
from services.portal.rules import identity
from services.portal.settings import NAME
from services.portal.store import accounts
from services.portal.store import forms as store
from services.portal.store.accounts import Account
from services.portal.store.forms import OpenedForm


def applicant(work: Work, account_id: str, procedure: Procedure, by: Caller) -> Account:
    """The account, if its person may use the procedure; raises what stands against it."""
    return admitted(own_account(work, account_id, by), procedure)


def admitted(account: Account, procedure: Procedure) -> Account:
    """The account again; raises NotVerified, AssuranceTooLow or NotRepresentative."""
    if not identity.may_file(account.status):
        raise NotVerified
    if account.auth_level < procedure.assurance:
        raise AssuranceTooLow(procedure.assurance, account.auth_level)
    if procedure.subject == "organisation" and not account.organisations:
        raise NotRepresentative
    return account


def own_form(work: Work, form_id: str, by: Caller, *, fresh: bool = False) -> OpenedForm:
    """The form, asked for by its own citizen; raises FormUnknown for every other, and for none."""
    form = store.by_id(work, form_id, fresh=fresh)
    # That somebody is this citizen only the portal itself can say: they signed in to it.
    if form is None or by.client != NAME or by.on_behalf_of != CITIZEN + form.account_id:
        raise FormUnknown
    return form


def still_open(form: OpenedForm, now: str) -> OpenedForm:
    """The form again, if it can still be filled and filed; raises FormFiled or FormExpired."""
    if form.dossier:
        raise FormFiled(form.dossier)
    if now >= form.expires_at:
        raise FormExpired
    return form


def account_of(work: Work, form: OpenedForm) -> Account:
    """The account of a form; raises FormUnknown."""
    account = accounts.by_id(work, form.account_id)
    if account is None:
        raise FormUnknown
    return account


def serve(call: Call, code: str) -> None:
    """From here on the call serves this procedure, also in the eyes of the registers; raises PurposeNotAllowed."""
    licensed(call.state.registry.get(call.by.client), NAME, code)
    call.by = call.by._replace(procedure=code)
