"""Another person on the form: found by number, name and birth date together; every other outcome tells nothing."""

from typing import NamedTuple

from motcua.chassis import audit
from motcua.chassis.call import Call
from motcua.chassis.caller import Caller
from motcua.chassis.db import Work
from motcua.chassis.upstream import as_refusal
from motcua.wire.client import UpstreamFailure
from motcua.wire.forms import FindPerson, Form
from motcua.wire.procedures import PersonRule
from services.portal.actions.forms import asking, whose
from services.portal.actions.forms.opening import Loaded, load
from services.portal.actions.forms.telling import told
from services.portal.actions.sources import people
from services.portal.errors.forms import PersonNotYours, RoleUnknown
from services.portal.rules.prefill import answers, wanted
from services.portal.rules.prefill.answers import Answered, OtherPerson, Snapshot, known
from services.portal.store import forms as store


class Found(NamedTuple):
    """What became of looking for the person of a role."""

    role: str
    person: OtherPerson | None
    answer: Answered | None


async def find_person(call: Call, form_id: str, ask: FindPerson) -> Form:
    """Look for a person; the form shows whether they were found. Raises RoleUnknown, PersonNotYours, or a failure."""
    call.enter("find-person", None)
    loaded = await load(call, form_id)
    rule = wanted.people(loaded.question.procedure).get(ask.role)
    if rule is None:
        raise RoleUnknown(f"Vai trò: {ask.role}", f"Role: {ask.role}")
    person = _named(rule, ask, loaded.snapshot)
    answer = await _asked(call, loaded, rule, person) if person else None
    found = Found(rule.role, person, answer)
    return await call.state.db.run(lambda work: _keep(work, call.by, loaded, found))


def _named(rule: PersonRule, ask: FindPerson, snapshot: Snapshot) -> OtherPerson | None:
    """Number and name as given, or as the register knows them; None where one is missing."""
    number, name = ask.cccd or "", ask.full_name or ""
    if rule.known_by and not number:
        number = _text(snapshot, rule.known_by)
        name = name or _text(snapshot, wanted.name_beside(rule.known_by))
    return OtherPerson(number, name, ask.born_on) if number and name else None


def _text(snapshot: Snapshot, source: str) -> str:
    found = known(snapshot, source)
    return found.value if found and isinstance(found.value, str) else ""


async def _asked(call: Call, loaded: Loaded, rule: PersonRule, person: OtherPerson) -> Answered | None:
    """What the registers say of a person whom they confirm, else None; raises a refusal where they fail."""
    try:
        if not await people.confirmed(call, person):
            return None
    except UpstreamFailure as failure:
        raise as_refusal(failure) from failure
    answer = await asking.person(call, loaded.question, rule.role, person, parents=rule.guardian_of)
    if rule.guardian_of and not answer.failed:
        parents = {answer.values[name].value for name in people.PARENTS if name in answer.values}
        if loaded.question.account.cccd not in parents:
            raise PersonNotYours
    return answer


def _keep(work: Work, by: Caller, loaded: Loaded, found: Found) -> Form:
    """Keep the person beside what else the form knows now; a person not found takes away the one found before."""
    work.alone()
    now = work.clock.stamp()
    role, person, answer = found
    form = whose.still_open(whose.own_form(work, loaded.form.id, by, fresh=True), now)
    snapshot = answers.loads(form.snapshot)
    source = f"person.{role}"
    others = {name: one for name, one in snapshot.people.items() if name != role}
    said = {name: one for name, one in snapshot.answers.items() if name != source}
    if person is not None and answer is not None:
        others[role], said[source] = person, answer
    form = form._replace(snapshot=answers.dumps(snapshot._replace(people=others, answers=said)))
    store.set_snapshot(work, form.id, form.snapshot, form.asked_at)
    outcome = "found" if answer is not None else "not_found"
    about = loaded.question.account.cccd
    audit.record(work, by, "find-person", about=about, outcome=f"{outcome} {role} {form.id}")
    return told(form, loaded.question.procedure, now)
