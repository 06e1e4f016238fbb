"""A sentence for every piece of evidence, in Vietnamese and in English, under a stable code.

The code is ``<field>.<outcome>``; single answers and the batch use the same ones.

>>> reasons(NameMatch.UNACCENTED, BornMatch.YEAR_ONLY)
('name.unaccented', 'born.year_only')
>>> FIELD_REASONS["sex.conflict"][1]
'The sex recorded differs.'
"""

from collections.abc import Mapping
from types import MappingProxyType

from motcua.vnid.dates import BornMatch
from motcua.vnid.names.match import NameMatch

FIELD_REASONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "name.same": ("Họ tên trùng khớp.", "The name is the same."),
        "name.unaccented": ("Họ tên chỉ khác do thiếu dấu.", "The name differs only by missing diacritics."),
        "name.variant": (
            "Họ tên viết theo cách khác (chính tả, bảng mã, Hoàng/Huỳnh, thiếu chữ đệm).",
            "The same name written another way (spelling, encoding, Hoàng/Huỳnh, a middle word left out).",
        ),
        "name.initials": ("Họ tên bị viết tắt.", "The name is abbreviated."),
        "name.other": ("Họ tên khác.", "The name is another one."),
        "born.same": ("Ngày sinh trùng khớp.", "The date of birth is the same."),
        "born.year_only": (
            "Chỉ đối chiếu được năm sinh; năm sinh trùng.",
            "Only the year of birth is known; it agrees.",
        ),
        "born.month_year": (
            "Chỉ đối chiếu được tháng và năm sinh; tháng và năm trùng.",
            "Only month and year of birth are known; they agree.",
        ),
        "born.default_day": (
            "Một bên ghi 01/01, có thể do không rõ ngày tháng; năm sinh trùng.",
            "One side says 1 January, perhaps for an unknown day; the year agrees.",
        ),
        "born.swapped": ("Ngày và tháng sinh bị đảo.", "Day and month of birth are exchanged."),
        "born.adjacent_day": ("Ngày sinh lệch một ngày.", "The dates of birth are one day apart."),
        "born.other": ("Ngày sinh khác hoặc không có.", "The date of birth is another one or unknown."),
        "born.unreadable": (
            "Ngày sinh trong tệp không đọc được.",
            "The date of birth in the file cannot be read.",
        ),
        "sex.conflict": ("Giới tính khác nhau.", "The sex recorded differs."),
        "holders.none": ("Không có ai mang số này.", "Nobody holds this number."),
        "holders.several": ("Số này từng cấp cho nhiều người.", "This number was given to several people."),
        "number.same": ("Số giấy tờ trùng khớp.", "The identity number is the same."),
        "number.other": ("Số giấy tờ khác.", "The identity number is another one."),
        "number.none": ("Hồ sơ không có số giấy tờ.", "The record holds no identity number."),
        "number.placeholder": (
            "Số ghi cho có, không phải số giấy tờ.",
            "A placeholder stands where the number should be.",
        ),
        "number.padded": (
            "Số CMND 9 chữ số được thêm 000 cho đủ 12 chữ số.",
            "A CMND of nine digits was padded with 000 to twelve.",
        ),
        "number.lost_zero": ("Số bị mất chữ số 0 ở đầu.", "The leading zero of the number was lost."),
        "number.spreadsheet": (
            "Bảng tính đã biến số giấy tờ thành số thập phân.",
            "A spreadsheet turned the number into a decimal.",
        ),
        "number.rounded": (
            "Bảng tính đã làm tròn số; không khôi phục được.",
            "A spreadsheet rounded the number; it cannot be restored.",
        ),
        "number.scanned": ("Chữ cái bị đọc nhầm thay cho chữ số.", "Letters stood where digits should be."),
        "number.cccd": (
            "Ô số CMND ghi số 12 chữ số; đã đối chiếu trực tiếp với số định danh cá nhân.",
            "The number has twelve digits; it was compared with the personal numbers directly.",
        ),
        "number.mst": (
            "Ô số giấy tờ ghi mã số thuế 10 chữ số.",
            "A tax code of ten digits stands where the identity number should be.",
        ),
        "number.empty": ("Không ghi số giấy tờ.", "No number is given."),
        "number.unreadable": ("Không phải số giấy tờ nào đã biết.", "This is no identity number of a known kind."),
    }
)
"""Reason code to its sentence in Vietnamese and in English."""


def reasons(name: NameMatch, born: BornMatch, sex_conflict: bool = False) -> tuple[str, ...]:
    """The codes that say how one holder compares: always name and birth, and the sex where it conflicts."""
    codes = (f"name.{name}", f"born.{born}")
    return (*codes, "sex.conflict") if sex_conflict else codes
