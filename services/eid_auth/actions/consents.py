"""What people allowed, as they see it themselves: receipts, and withdrawal, which ends the client's grants at once."""

from motcua.chassis import audit
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from services.eid_auth.actions import issuing
from services.eid_auth.errors import ConsentUnknown
from services.eid_auth.store import sign_in as store
from services.eid_auth.store import tokens
from services.eid_auth.store.sign_in import Consent, Session

WHY = "consent_withdrawn"


def given(work: Work, session: Session) -> list[Consent]:
    """Every consent of the signed-in person, newest first, also those that were withdrawn."""
    return work.fresh_all(store.CONSENTS_OF, cccd=session.cccd)


def receipt(work: Work, session: Session, consent_id: str) -> Consent:
    """One consent of the signed-in person; raises ConsentUnknown, also for another person's."""
    found = work.fresh(store.CONSENT, one=consent_id)
    if found is None or found.cccd != session.cccd:
        raise ConsentUnknown
    return found


def withdraw(work: Work, session: Session, consent_id: str, by: Caller) -> Consent:
    """Take back all that this person allowed this client: no consent and no grant of theirs is left."""
    named = receipt(work, session, consent_id)
    at = work.clock.stamp()
    for one in work.fresh_all(store.CONSENTED, cccd=named.cccd, client_id=named.client_id):
        work.run(store.WITHDRAW, one=one.id, at=at)
    work.run(tokens.REVOKE_CLIENT, person=named.cccd, client=named.client_id, at=at, because=WHY)
    audit.record(
        work, issuing.on_behalf(by, named.client_id, session.sub), "withdraw-consent", about=named.cccd,
        outcome="withdrawn", fields=named.claims.split(),
    )  # fmt: skip
    return named
