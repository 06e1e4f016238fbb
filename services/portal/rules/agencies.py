"""The agencies of the sandbox: those that the public services name. Their codes, H99 and G99, belong to nobody."""

from collections.abc import Iterable

from motcua.wire.procedures import Agency, Procedure, Words


def agencies(procedures: Iterable[Procedure]) -> dict[str, Words]:
    """Every agency that decides a service or a part of a bundle, by code; the first name given counts."""
    listed = list(procedures)
    named: list[Agency] = [one.agency for one in listed] + [part.agency for one in listed for part in one.parts]
    found: dict[str, Words] = {}
    for agency in named:
        found.setdefault(agency.code, agency.name)
    return dict(sorted(found.items()))
