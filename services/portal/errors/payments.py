"""Refusals about payments; each says what to do instead."""

from motcua.chassis.problems import Refusal

PAYMENTS: tuple[type[Refusal], ...] = ()
