"""Validation of what a citizen declares, pure: ``kinds`` of values, ``fields``, ``given`` papers, ``slips``.

Everything wrong is named at once, in both languages, by the id of the field or ``papers.<component>``.
"""
