"""Each form as its first persona opens it over HTTP: filled as the table of docs/procedures.md says, and accepted."""

from contextlib import closing

import pytest

from motcua.stack import Control, Sandbox
from motcua.wire.contracts import root
from scripts.prefilled import DAY, opened
from services.portal.rules.prefill import settled
from services.portal.rules.procedures import Catalogue
from services.portal.rules.validation import given
from tests.journeys.filing import Filing, Told, procedures, slugs

EVERY = {one.slug: one for one in Catalogue((root() / "procedures",)).all()}


@pytest.fixture
def services(sandbox: Sandbox) -> dict[str, Told]:
    """The services as the portal publishes them, on the day of the default world."""
    Control(sandbox.urls).ask("POST", "clock", {"set": f"{DAY}T09:00:00+07:00"})
    return procedures(sandbox)


@pytest.mark.parametrize("slug", slugs())
def test_a_form_is_filled_as_the_documents_say(sandbox: Sandbox, services: dict[str, Told], slug: str) -> None:
    service, procedure = services[slug], EVERY[slug]
    told = opened(procedure, procedure.personas[0])
    filing = Filing.of(sandbox, procedure.personas[0], procedure.assurance)
    with closing(filing.api):
        form = filing.open(service)
        assert form["counts"] == told.counts.model_dump()
        filled = {one["id"]: (one["value"], one["source"], one["editable"]) for one in form["fields"]}
        assert filled == {one.id: (one.value, one.source, one.editable) for one in told.fields}
        # Nothing is wrong with the sample; only papers that no register replaces are still asked.
        checked = filing.api.post(f"/v1/forms/{form['id']}/check", (200, 422), values=procedure.sample, papers=[])
    values = settled.merged({one.id: one for one in told.fields}, procedure.sample)
    wanted = given.check(procedure, told.papers, [], values, ()).problems
    assert {one["field"] for one in checked.get("fields", ())} == {one.field for one in wanted}
