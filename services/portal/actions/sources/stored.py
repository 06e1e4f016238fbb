"""The citizen's store: earlier signed results, by the key of the result (``store.birth_certificate.number``)."""

from motcua.chassis.call import Call
from services.portal.actions.sources.interface import About, Values
from services.portal.rules.prefill.answers import Known


async def ask(_call: Call, about: About, _names: tuple[str, ...]) -> Values:
    """Values of the newest valid document of each key; None where the store is empty."""
    if not about.documents:
        return None
    known: dict[str, Known] = {}
    for document in about.documents:  # newest first: the first one of a key counts
        for name, value in document.values.items():
            if value:
                known.setdefault(f"{document.key}.{name}", Known(value, document.issued_at[:10]))
    return known
