"""Who sits at the one-stop desk: officers are personas with a role (``contracts/officers.yaml``)."""

from functools import cache
from typing import Any, NamedTuple

from motcua.wire import contracts
from motcua.wire.dossiers import Actor
from motcua.wire.procedures import Words


class Officer(NamedTuple):
    """An officer: the code names them in audits and histories; the personal number is how they are known at sign-in."""

    code: str
    cccd: str
    name: str
    persona: str
    roles: frozenset[Actor]
    agencies: tuple[str, ...]
    title: Words

    def serves(self, agency: str) -> bool:
        """Whether a dossier of this agency is theirs to handle."""
        return any(agency == own or agency.startswith(f"{own}.") for own in self.agencies)


@cache
def officers() -> dict[str, Officer]:
    """All officers by code; read at the first use."""
    told = contracts.read_yaml(contracts.root() / "officers.yaml")
    return {one["code"]: _officer(one) for one in told}


def by_cccd(cccd: str) -> Officer | None:
    """The officer with this personal number."""
    return next((one for one in officers().values() if one.cccd == cccd), None)


def behind(on_behalf_of: str) -> Officer | None:
    """The officer behind ``officer:<code>``."""
    kind, _, code = on_behalf_of.partition(":")
    return officers().get(code) if kind == "officer" else None


def _officer(told: dict[str, Any]) -> Officer:
    persona = contracts.read_yaml(contracts.root() / "personas" / f"{told['persona']}.yaml")
    return Officer(
        str(told["code"]),
        persona["numbers"]["cccd"],
        persona["name"],
        persona["slug"],
        frozenset(Actor(role) for role in told["roles"]),
        tuple(told["agencies"]),
        Words.model_validate(told["title"]),
    )
