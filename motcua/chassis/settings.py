"""The knobs: declared once, offered by environment (``MOTCUA_…``) and command line, listed in docs/knobs.md."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from motcua.wire import contracts


class Settings(BaseSettings):
    """Every knob of the sandbox."""

    model_config = SettingsConfigDict(env_prefix="MOTCUA_", frozen=True, extra="ignore", env_ignore_empty=True)

    people: int = Field(default=10_000, ge=100, le=20_000_000, description="People in the world")
    seed: int = Field(default=1, ge=0, description="Seed of the world")
    as_of: date = Field(default=date(2026, 1, 1), description="Day that the world is of")
    host: str = Field(
        default="127.0.0.1", description="Address to listen on; anything but loopback is announced loudly"
    )
    port_base: int = Field(
        default=8000, ge=0, le=65_000, description="Port of the portal, the others follow; 0 = free ports"
    )
    split: bool = Field(default=False, description="One process per service instead of one for all")
    data: Path = Field(default=Path(".motcua"), description="Folder for databases, caches and logs")
    database_url: str = Field(default="", description="PostgreSQL URL, one schema per service; empty = SQLite files")
    clients: Path | None = Field(default=None, description="File of sandbox clients instead of contracts/clients.yaml")
    ready_file: Path | None = Field(default=None, description="Where to write the JSON of URLs once all are ready")
    relying_parties: Path | None = Field(
        default=None, description="File of OpenID Connect clients instead of contracts/relying-parties.yaml"
    )
    public_url: str = Field(
        default="",
        description="Addresses as browsers see them, e.g. http://localhost:{port}; empty = where the services listen",
    )
    silent_sign_in: bool = Field(
        default=True, description="Whether a persona named in a request is signed in without pages"
    )
    sign_in_as: str = Field(default="", description="Persona whom every sign-in signs in without pages; empty = nobody")
    relax: str = Field(
        default="", description="Relaxations of the OpenID Provider for every client, by name; empty = strict"
    )
    fault_header: bool = Field(default=True, description="Whether the request header Sandbox-Fault is obeyed")
    journal_size: int = Field(default=1000, ge=0, le=100_000, description="Requests that each service remembers")
    max_body: int = Field(default=65_536, ge=1024, description="Largest request body in bytes")
    max_upload: int = Field(
        default=8_388_608, ge=65_536, description="Largest request body in bytes where files are uploaded"
    )
    procedures: Path | None = Field(
        default=None, description="Folder of further public services beside contracts/procedures"
    )
    upstream_timeout: float = Field(default=5.0, gt=0, description="Seconds that one service waits for another")
    real_numbers: bool = Field(
        default=False, description="Accept numbers outside the reserved blocks in /_sandbox/seed"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="Least log level written"
    )
    log_unmasked: bool = Field(default=False, description="Write identity numbers to the logs as they are")

    @property
    def clients_file(self) -> Path:
        """The registry of sandbox clients in use."""
        return self.clients or contracts.root() / "clients.yaml"

    @property
    def relying_parties_file(self) -> Path:
        """The registry of OpenID Connect clients in use."""
        return self.relying_parties or contracts.root() / "relying-parties.yaml"


class Service(BaseModel):
    """What one service is told at its start, beside the knobs: where it stands, where the others stand, its data."""

    model_config = ConfigDict(frozen=True)

    name: str
    client: str = Field(default="", description="Id under which it asks other systems (contracts/clients.yaml)")
    url: str = ""
    public: dict[str, str] = Field(
        default_factory=dict, description="Where browsers see every system, this one too, by name"
    )
    upstreams: dict[str, str] = Field(default_factory=dict)
    slices: Path | None = None
    knobs: Settings = Field(default_factory=Settings)


class Process(BaseModel):
    """What one serving process (``python -m services --config``) is told: which services, where, over which world."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    knobs: Settings = Field(default_factory=Settings)
    services: list[str] = Field(default_factory=list, description="Services to serve; empty = all")
    ports: dict[str, int] = Field(default_factory=dict, description="Ports by service, where not by port_base")
    urls: dict[str, str] = Field(default_factory=dict, description="Where services stand that run elsewhere")
    slices: Path | None = Field(default=None, description="Folder of the world's slices")
    ready_file: Path | None = Field(default=None, description="Gets the URLs, or the error, as JSON")
    log_file: Path | None = Field(default=None, description="Gets every log line; warnings also go to standard error")
    guarded: bool = Field(default=False, description="End when standard input closes: the parent has gone")
