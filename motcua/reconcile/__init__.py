"""Batch reconciliation: a file of old identity numbers in, the same file with verdicts out.

The decisions are those of the single call (``motcua.vnid.evidence``), rendered as SQL and run in DuckDB; the engine
is an extra (``pip install 'motcua[batch]'``) and is loaded by ``run``, not by this import. See ``docs/reconcile.md``.
"""

from motcua.reconcile.batch import ENDINGS, STEPS, run
from motcua.reconcile.errors import MissingExtra, Unusable
from motcua.reconcile.inputs import Progress
from motcua.reconcile.summary import Summary

__all__ = ["ENDINGS", "STEPS", "MissingExtra", "Progress", "Summary", "Unusable", "run"]
