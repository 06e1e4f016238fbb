"""Which values a procedure may see, by source: exactly what its form names and nothing beside (Law 91/2025/QH15)."""

from collections.abc import Iterator

from motcua.wire.procedures import FormField, PersonRule, Procedure, Section
from services.portal.rules.prefill.answers import split


def wanted(procedure: Procedure) -> dict[str, tuple[str, ...]]:
    """Names of values by the source that is asked: ``{"npdb": ("full_name", …), "person.mother": (…)}``."""
    by_source: dict[str, dict[str, None]] = {}
    for source in _named(procedure):
        asked, name = split(source)
        by_source.setdefault(asked, {})[name] = None
    return {asked: tuple(names) for asked, names in by_source.items()}


def _named(procedure: Procedure) -> Iterator[str]:
    for section in procedure.sections:
        for field in section.fields:
            yield from field.source
            yield from field.compared_with
        if section.person and section.person.known_by:
            yield section.person.known_by
            yield name_beside(section.person.known_by)
    for component in procedure.components:
        yield from component.replaced_by_source


def name_beside(known_by: str) -> str:
    """Where the name stands that belongs to a number.

    >>> name_beside("npdb.mother_cccd"), name_beside("npdb.cccd")
    ('npdb.mother_name', 'npdb.full_name')
    """
    source, _, name = known_by.rpartition(".")
    return f"{source}.full_name" if name == "cccd" else f"{source}.{name.removesuffix('_cccd')}_name"


def people(procedure: Procedure) -> dict[str, PersonRule]:
    """The other people on the form, by role."""
    return {section.person.role: section.person for section in procedure.sections if section.person}


def fields(procedure: Procedure) -> Iterator[tuple[Section, FormField]]:
    """Every field with its section, in the order of the form."""
    for section in procedure.sections:
        for field in section.fields:
            yield section, field


def consent_missing(procedure: Procedure, given: frozenset[str]) -> frozenset[str]:
    """Sources that the law lets be asked only with consent, and that have none."""
    return frozenset(one.source for one in procedure.consent) - given
