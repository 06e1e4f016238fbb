"""Everything that the stand-in registers can say, by register, in the order in which people read it."""

from collections.abc import Mapping

BY_REGISTER: Mapping[str, tuple[str, ...]] = {
    "residence": ("temporary_address", "temporary_until"),
    "vehicle": (
        "plate_number", "make", "model", "colour", "frame_number", "engine_number", "bought_on", "invoice_number",
        "fee_receipt",
    ),
    "violation": ("decision_number", "decision_on", "amount", "behaviour", "place"),
    "licence": ("number", "serial", "classes", "issued_on", "valid_until", "passed_on"),
    "land": ("certificate_number", "parcel", "map_sheet", "area", "address", "purpose", "owner_name"),
    "insurance": (
        "insurance_number", "months_paid", "unemployment_months", "employer", "last_month", "health_card",
        "health_valid_until", "hospital",
    ),
    "education": ("school", "school_code", "grade", "student_code", "conduct", "academic"),
    "civil": (
        "birth_number", "birth_book", "birth_on_record", "marriage_number", "marriage_on", "marriage_place",
        "birth_notice_number", "birth_notice_on", "birth_notice_hospital", "death_notice_number", "death_notice_on",
        "death_notice_issuer", "died_on", "death_place", "death_cause",
    ),
    "electricity": ("customer_code", "contract_number", "meter_number", "supply_address", "contract_holder"),
    "enterprise": ("name", "code", "address", "type", "representative_title"),
    "health": ("check_number", "check_on", "conclusion", "hospital"),
}  # fmt: skip
NAMES = tuple(f"{register}.{name}" for register, names in BY_REGISTER.items() for name in names)
