"""Refusals about dossiers; each says what to do instead."""

from motcua.chassis.problems import Refusal

DOSSIERS: tuple[type[Refusal], ...] = ()
