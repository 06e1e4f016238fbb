"""Authentication levels of a login (Decree 69/2024/NĐ-CP Art. 20), as distinct from the level of an account.

The identification level (1, 2) says how the account was opened; the authentication level (1 to 4) says how somebody
proved this time to be its holder.

>>> level(["pwd"]), level(["pwd", "otp"]), level(["pwd", "face"]), level(["hwk", "pin", "face"])
(1, 2, 3, 4)
"""

from collections.abc import Iterable, Sequence

# RFC 8176 values that the provider gives, and what kind of factor each is.
KNOWLEDGE, POSSESSION, BIOMETRIC = "knowledge", "possession", "biometric"
FACTORS = {"pwd": KNOWLEDGE, "pin": KNOWLEDGE, "otp": POSSESSION, "hwk": POSSESSION, "face": BIOMETRIC}
ACR = {1: "LoA1", 2: "LoA2", 3: "LoA3", 4: "LoA4"}
LEVELS = {name: number for number, name in ACR.items()}
DEFAULT = 2
"""Level asked of a client that asks for none: two factors (assumed; observed clients ask for LoA1 or nothing)."""

# The highest level that an account reaches: what level 1 may do is in no text that we found [assumed].
REACH = {1: 2, 2: 4}
# What proves each level, in the order of the pages.
WAYS: dict[int, tuple[str, ...]] = {1: ("pwd",), 2: ("pwd", "otp"), 3: ("pwd", "face"), 4: ("pwd", "otp", "face")}


def level(amr: Iterable[str]) -> int:
    """The authentication level that these factors prove; 0 for none (Art. 20)."""
    kinds = {FACTORS[method] for method in amr if method in FACTORS}
    if BIOMETRIC in kinds:
        return 4 if len(kinds) == 3 else 3 if len(kinds) == 2 else 1
    return len(kinds)


def missing(amr: Iterable[str], wanted: int) -> tuple[str, ...]:
    """The factors still to be proved on the way to ``wanted``, in the order of the pages."""
    have = tuple(amr)
    if level(have) >= wanted:
        return ()
    kinds = {FACTORS[method] for method in have}
    return tuple(method for method in WAYS[wanted] if method not in have and FACTORS[method] not in kinds)


def asked(acr_values: Sequence[str]) -> list[int]:
    """The levels that a client names, in its order of preference; names that we do not know are passed over."""
    return [LEVELS[name] for name in acr_values if name in LEVELS]


def target(acr_values: Sequence[str], identification_level: int) -> int | None:
    """The level to prove: the first one asked that the account reaches; None where it reaches none of them.

    Names of other authorities are a wish nobody here can judge: alone, they ask for the default.
    """
    reach = REACH[identification_level]
    levels = asked(acr_values)
    if not levels:
        return min(DEFAULT, reach)
    return next((wanted for wanted in levels if wanted <= reach), None)
