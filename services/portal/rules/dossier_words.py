"""What the statuses and events of a dossier are called in Vietnamese letters; pages have their own texts."""

from motcua.wire.dossiers import Event, Status

EVENTS = {
    Event.FILE: "Nộp hồ sơ",
    Event.RECEIVE: "Tiếp nhận",
    Event.REFUSE_RECEIPT: "Từ chối tiếp nhận",
    Event.PROCESS: "Thụ lý",
    Event.ASK_SUPPLEMENT: "Yêu cầu bổ sung",
    Event.SUPPLEMENT: "Bổ sung",
    Event.ASK_PAYMENT: "Yêu cầu nộp phí",
    Event.PAID: "Đã nộp phí",
    Event.TRANSFER: "Chuyển cơ quan",
    Event.APOLOGISE: "Xin lỗi, hẹn lại",
    Event.STOP: "Dừng xử lý",
    Event.REFUSE: "Từ chối giải quyết",
    Event.APPROVE: "Ký duyệt kết quả",
    Event.PART_RESULT: "Có kết quả từng phần",
    Event.RETURN_RESULT: "Trả kết quả",
    Event.WITHDRAW: "Rút hồ sơ",
}
STATUSES = {
    Status.REGISTERED: "Mới đăng ký",
    Status.RECEIVED: "Được tiếp nhận",
    Status.NOT_RECEIVED: "Không được tiếp nhận",
    Status.PROCESSING: "Đang xử lý",
    Status.SUPPLEMENT: "Yêu cầu bổ sung giấy tờ",
    Status.PAYMENT: "Yêu cầu thực hiện nghĩa vụ tài chính",
    Status.WITHDRAWN: "Công dân yêu cầu rút hồ sơ",
    Status.STOPPED: "Dừng xử lý",
    Status.FINISHED: "Đã xử lý xong",
    Status.RETURNED: "Đã trả kết quả",
}
