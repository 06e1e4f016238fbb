"""Refusals about forms; each says what to do instead."""

from motcua.chassis.problems import Refusal

FORMS: tuple[type[Refusal], ...] = ()
