"""What a register receives of the synthetic world: its slice, as tables of text.

A slice is a folder ``<register>/<table>.csv.gz`` beside a ``manifest.json``. Every cell is text; an empty cell means
that the register does not know. The world writes slices, the services read them, and neither knows the other: this
module is all they share. ``ANSWERS`` is the truth behind the slices; no service ever reads it.

>>> CITIZENS.columns[:3]
('cccd', 'full_name', 'born_on')
>>> sorted(SLICES)
['eid_auth', 'population_db', 'portal', 'tax_db']
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a slice: the register that owns it, its name and its columns, in file order."""

    register: str
    name: str
    columns: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where the table stands below the slice folder."""
        return f"{self.register}/{self.name}.csv.gz"


# Dates are ISO 8601; born_on may be partial ("1971", "1971-03"), as in the NPDB (facts.md 1.3, YEAR_ONLY_DOB).
CITIZENS = Table(
    "population_db",
    "citizens",
    (
        "cccd",  # the number in force today, 12 digits
        "full_name",  # whole and upper case, as the NPDB hands it out
        "born_on",
        "sex",  # 0 unknown, 1 male, 2 female (QCVN 109)
        "ethnicity",  # 01..55
        "religion",  # 00..14
        "nationality",  # ISO 3166 alpha-2
        "marital_status",  # 0 unknown, 1 single, 2 married, 3 divorced or widowed
        "blood_type",  # 00 unknown, 01 A, 02 B, 03 AB, 04 O
        "birth_province",  # PPP of the personal number: 63-province or country code
        "birth_place",
        "hometown",
        "permanent_address",
        "permanent_ward",
        "permanent_province",
        "current_address",
        "current_ward",
        "current_province",
        "living_status",  # 1 living, 2 dead, 3 missing
        "died_on",
        "household_id",
        "household_role",  # CH00 head, CH01 spouse, CH02 child, ... (assumed codes: codelists/household-roles.csv)
        "father_cccd",
        "father_name",
        "mother_cccd",
        "mother_name",
        "spouse_cccd",
        "spouse_name",
        "as_of",  # day on which the register last touched the record
        "disputed",  # names of columns under dispute, separated by spaces
    ),
)

# Every number a person was ever given, as far as the population register knows: the old CMND are rows here.
NUMBERS = Table(
    "population_db",
    "numbers",
    (
        "cccd",  # the person, by the number in force today
        "kind",  # cmnd (9 digits), cmnd12, cccd
        "number",
        "issued_on",
        "issuer",  # province code of the 63-province list
        "ended_on",
        "end_reason",  # moved, renewed, reissued, cancelled, or empty while in force
        "ordinal",  # 1 for the first number of this kind
    ),
)

HOUSEHOLDS = Table("population_db", "households", ("household_id", "head_cccd", "address", "ward", "province"))

TAXPAYERS = Table(
    "tax_db",
    "taxpayers",
    (
        "mst",  # 10 digits, or the 12-digit personal number
        "full_name",  # as the tax office typed it: here live the name errors
        "born_on",
        "sex",
        "id_kind",  # cmnd, cccd, or empty: what the office believes it holds
        "id_number",  # as stored: may be padded, a placeholder, mistyped
        "status",  # TT 90/2026, annex I
        "reason",
        "status_since",
        "office",
        "registered_on",
        "address",
        "province",
        "phone",
        "linked_cccd",  # confirmed 12-digit number, once three fields agreed
        "linked_on",
        "folded_into",  # the code that took this one over
    ),
)

ACCOUNTS = Table(
    "eid_auth",
    "accounts",
    (
        "cccd",
        "level",  # identification level 1 or 2 (Decree 69/2024), not the authentication level
        "state",  # registered, notified, active, expired, locked, cancelled
        "registered_on",
        "notified_on",
        "activated_on",
        "locked_on",
        "lock_reason",  # owner, terms, card_revoked, authority, death, residence_expired
        "phone",
        "email",
        "full_name",  # as the eID register holds it, whole and upper case; may be older than the population register
        "born_on",
        "sex",
        "kind",  # citizen, foreigner
        "guardian",  # number of the parent who opened a child's account and answers for it
    ),
)

# Accounts of organisations have no level (Decree 69/2024); their legal representative signs in for them.
ORGANISATIONS = Table(
    "eid_auth",
    "organisations",
    (
        "number",  # tax code, 10 digits
        "name",
        "representative",  # personal number of the legal representative
        "state",
        "registered_on",
        "notified_on",
        "activated_on",
        "locked_on",
        "lock_reason",  # owner, terms, authority, dissolved
    ),
)

# Accounts that the portal made by itself before Decree 69/2024 Art. 40 ended them. Only personas have such accounts.
PORTAL_ACCOUNTS = Table(
    "portal",
    "old_accounts",
    ("username", "cmnd", "cccd", "full_name", "born_on", "phone", "email", "created_on"),
)

SLICES: dict[str, tuple[Table, ...]] = {
    "population_db": (CITIZENS, NUMBERS, HOUSEHOLDS),
    "tax_db": (TAXPAYERS,),
    "eid_auth": (ACCOUNTS, ORGANISATIONS),
    "portal": (PORTAL_ACCOUNTS,),
}

# The truth: which person a tax record is about, and what was done to the record.
ANSWERS = Table("answers", "taxpayers", ("mst", "cccd", "dirt"))
