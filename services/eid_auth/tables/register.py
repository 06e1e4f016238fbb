"""The registry of eid_auth's tables: of this service alone, since four services may live in one process."""

from sqlalchemy.orm import registry
from sqlmodel import SQLModel


class Register(SQLModel, registry=registry()):
    """Base of every table of this service."""
