"""What can be wrong with a value, in both languages."""

from motcua.wire.problem import FieldProblem

SLIPS: dict[str, tuple[str, str]] = {
    "required": ("Chưa khai", "Not filled in"),
    "unknown_field": ("Tờ khai không có trường này", "The form has no such field"),
    "not_text": ("Cần một giá trị dạng chữ", "A text is needed"),
    "not_rows": ("Cần một danh sách", "A list is needed"),
    "too_many_rows": ("Quá nhiều dòng, tối đa {0}", "Too many rows, {0} at most"),
    "one_line": ("Chỉ được một dòng", "One line only"),
    "name": ("Họ tên chỉ gồm chữ, dấu cách, dấu nháy, dấu nối", "A name has letters, spaces, apostrophes and hyphens"),
    "cccd": ("Số định danh gồm 12 chữ số", "A personal number has 12 digits"),
    "cmnd": ("Số CMND gồm 9 chữ số", "A CMND has 9 digits"),
    "mst": ("Mã số thuế không đúng", "This is no tax code"),
    "date": ("Ngày phải đủ ngày, tháng, năm và có thật", "A day that exists, with day, month and year"),
    "partial_date": ("Ngày, tháng hoặc năm phải có thật", "A day, month or year that exists"),
    "time": ("Giờ từ 00:00 đến 23:59", "A time from 00:00 to 23:59"),
    "phone": ("Số điện thoại gồm 10 chữ số, bắt đầu bằng 0", "A phone number has 10 digits and begins with 0"),
    "email": ("Địa chỉ thư điện tử không đúng", "This is no e-mail address"),
    "choice": ("Hãy chọn một trong các giá trị cho sẵn", "Choose one of the values given"),
    "flag": ("Chỉ có hoặc không", "Yes or no only"),
    "agree": ("Cần đánh dấu ô này", "This box must be ticked"),
    "number": ("Cần một số", "A number is needed"),
    "money": ("Số tiền là số nguyên đồng, không âm", "An amount is a whole number of đồng, not negative"),
    "too_short": ("Ngắn nhất {0} ký tự", "{0} characters at least"),
    "too_long": ("Dài nhất {0} ký tự", "{0} characters at most"),
    "too_small": ("Nhỏ nhất là {0}", "{0} at least"),
    "too_large": ("Lớn nhất là {0}", "{0} at most"),
    "too_early": ("Không được trước {0}", "Not before {0}"),
    "too_late": ("Không được sau {0}", "Not after {0}"),
    "pattern": ("Không đúng mẫu", "Not in the form that is asked"),
    "differs_from_register": ("Không khớp phần mà cơ sở dữ liệu đã có: {0}", "Does not agree with what is known: {0}"),
    "paper_missing": ("Cần giấy tờ này", "This paper is needed"),
    "paper_unknown": ("Thủ tục không có thành phần này", "The service has no such paper"),
    "paper_on_site": ("Giấy tờ này làm tại chỗ, không gửi kèm", "This is done on site, not uploaded"),
    "document_unknown": (
        "Kho của bạn không có tài liệu này, hoặc tài liệu hết hiệu lực, hoặc không thay được giấy tờ này",
        "Your store has no such document, or it does not hold, or it does not stand for this paper",
    ),
    "person_missing": ("Cần tìm người này trước", "Find this person first"),
}


def slip(field: str, code: str, *given: object) -> FieldProblem:
    """What is wrong with a field.

    >>> slip("note", "too_long", 20).en
    '20 characters at most'
    """
    vi, en = SLIPS[code]
    return FieldProblem(field=field, code=code, vi=vi.format(*given), en=en.format(*given))
