"""Routes of population_db: parse, one action, answer."""

from fastapi import APIRouter, Request

from motcua.chassis.call import call_of
from motcua.chassis.lean import LeanRoute
from motcua.wire.identity import (
    AboutCitizen,
    AccessLog,
    AskAccessLog,
    Found,
    Household,
    NumberHistory,
    Relatives,
    Resolution,
    ResolveCmnd,
    Shared,
    ShareFields,
    Verification,
    VerifyIdentity,
)
from services.population_db import actions

router = APIRouter(prefix="/v1", route_class=LeanRoute)


@router.post("/identity/resolve-cmnd", tags=["identity"], summary="Đối chiếu số CMND · resolve a CMND")
async def resolve_cmnd(ask: ResolveCmnd, request: Request) -> Resolution:
    """Who holds this CMND? Number, name and birth date decide together; several holders is a normal answer.

    A CMND is no key: it carries no check digit, changes with a move to another province (Decree 05/1999/NĐ-CP), and
    some were issued twice. The verdict is `match`, `match_tolerant` (only differences that the tolerant policy
    forgives), `mismatch`, `ambiguous` or `not_found`; the personal number is told only with a match. Since 1 January
    2025 no CMND is valid any more (Law 26/2023/QH15 Art. 46), which is why one asks.
    """
    return await call_of(request).run(actions.resolve_cmnd, ask)


@router.post("/identity/verify", tags=["identity"], summary="Xác thực thông tin: có hoặc không · verify, yes or no")
async def verify(ask: VerifyIdentity, request: Request) -> Verification:
    """Do number, name and birth date belong together? Yes or no and nothing else: the data-minimal call.

    Stands for `XacThucThongTinCongDan` of the real register. Strict unless told otherwise. A cancelled number is
    answered no, a dead person's data yes: the answer is about the data, not about the life.
    """
    return await call_of(request).run(actions.verify, ask)


@router.post("/citizens/lookup", tags=["citizens"], summary="Tra cứu theo số định danh · look up a person")
async def lookup(ask: AboutCitizen, request: Request) -> Found:
    """The core of a record by the personal number; a cancelled number leads to its successor (`reissued`).

    The birth date may be a year or a month: the register holds such records. `sex` and `living_status` are the codes of
    QCVN 109 (contracts/codelists). Unlike the real `TraCuuThongTinCongDan` no name and birth date need be declared with
    the number, so a licence for this operation deserves care.
    """
    return await call_of(request).run(actions.lookup, ask)


@router.post("/citizens/share", tags=["citizens"], summary="Chia sẻ trường dữ liệu · share named fields")
async def share(ask: ShareFields, request: Request) -> Shared:
    """Named fields for the stated procedure, within the licence: declare once, and give no more than needed.

    Each value comes with the day of the record (`as_of`) and a quality mark: `full`, `month_year`, `year_only`,
    `disputed` or `unknown` (value null). One field beyond the licence and the whole call is refused, naming every such
    field. The register knows no telephone, e-mail, card dates or temporary residence (Circular 46/2022/TT-BCA; Law
    91/2025/QH15 on purpose and minimal data).
    """
    return await call_of(request).run(actions.share, ask)


@router.post("/citizens/household", tags=["citizens"], summary="Hộ gia đình · household")
async def household(ask: AboutCitizen, request: Request) -> Household:
    """Who lives in the person's household, and who heads it; without birth dates.

    Everybody whom the answer names finds the look in their own access log.
    """
    return await call_of(request).run(actions.household, ask)


@router.post("/citizens/relatives", tags=["citizens"], summary="Thân nhân · relatives")
async def relatives(ask: AboutCitizen, request: Request) -> Relatives:
    """Parents, spouse and children as the record names them: without birth dates, as the real register answers.

    The number of a relative may be unknown, so nobody can chain from a child to its mother without one more declared
    field. Everybody named by number finds the look in their own access log.
    """
    return await call_of(request).run(actions.relatives, ask)


@router.post("/citizens/numbers", tags=["citizens"], summary="Lịch sử số giấy tờ · number history")
async def numbers(ask: AboutCitizen, request: Request) -> NumberHistory:
    """Every number that the person was given, oldest first: CMND, cancelled personal numbers, the number in force.

    A person who moved has several CMND; the tax database often holds an older one (Circular 59/2021/TT-BCA Art. 12 on
    the confirmation of old numbers).
    """
    return await call_of(request).run(actions.numbers, ask)


@router.post("/citizens/access-log", tags=["citizens"], summary="Ai đã tra cứu tôi · who looked at me")
async def access_log(ask: AskAccessLog, request: Request) -> AccessLog:
    """Who looked at this person, when, for which procedure, and which fields were handed out; newest first.

    The right of the data subject (Law 91/2025/QH15 Art. 4) over the log that Circular 46/2022/TT-BCA Art. 8 orders.
    Refused attempts stand in it, and attempts with a CMND that only this person held. Reading the log is itself a look.
    """
    return await call_of(request).run(actions.access_log, ask)
