"""How near two written names are to each other, in five words.

>>> NameMatch("unaccented") is NameMatch.UNACCENTED
True
>>> [str(kind) for kind in NameMatch]
['same', 'unaccented', 'variant', 'initials', 'other']
"""

from enum import StrEnum


class NameMatch(StrEnum):
    """The class of a pair of names, nearest first; the first that holds is the answer."""

    SAME = "same"  # the same letters, once encoding, case and spaces are set aside
    UNACCENTED = "unaccented"  # one side was written without its diacritics
    VARIANT = "variant"  # another way of writing the same name
    INITIALS = "initials"  # one side is abbreviated
    OTHER = "other"  # another name
