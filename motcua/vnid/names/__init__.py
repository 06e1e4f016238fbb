"""Vietnamese names: cleaning, folding, repairing, comparing."""

from motcua.vnid.names.match import NameMatch

__all__ = ["NameMatch"]
