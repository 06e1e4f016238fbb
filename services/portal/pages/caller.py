"""Who asks when a person uses the page: the portal's own client, on behalf of the one citizen that a page can know."""

from fastapi import Request

from motcua.chassis.call import Call, call_of
from motcua.chassis.caller import Licence
from motcua.chassis.site import refuse_foreign
from services.portal.settings import NAME, PROCEDURE

# Nobody logs in on the page, so it may do what the form needs and sees the portal's own cases only.
LICENCE = Licence(operations=frozenset({"reconcile", "rerun", "show", "find"}))
CITIZEN = "citizen:page"


def page_call(request: Request) -> Call:
    """The request's call, made as the page; raises PostedFromElsewhere where the browser says so."""
    call = call_of(request)
    call.by = call.by._replace(client=NAME, on_behalf_of=CITIZEN, procedure=PROCEDURE, licence=LICENCE)
    refuse_foreign(request)
    return call
