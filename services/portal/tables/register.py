"""The registry of this service's tables."""

from sqlalchemy.orm import registry
from sqlmodel import SQLModel


class Register(SQLModel, registry=registry()):
    """Tables of this service alone: four services may live in one process."""
