"""Refusals about documents; each says what to do instead."""

from motcua.chassis.problems import Refusal

DOCUMENTS: tuple[type[Refusal], ...] = ()
