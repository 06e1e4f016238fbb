"""``/_sandbox``: the same control plane on every service. Local by design: it asks for no credentials."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Table, func, select

from motcua import __version__
from motcua.chassis import audit
from motcua.chassis.call import State, call_of
from motcua.chassis.clock import Clock
from motcua.chassis.db import PRISTINE, Statement, Work, nothing, row
from motcua.chassis.faults import Armed
from motcua.chassis.problems import Refusal
from motcua.vnid.synthetic import is_synthetic
from motcua.wire import control as wire
from motcua.wire.problem import FieldProblem

NUMBERS = ("cccd", "number", "mst", "id_number", "linked_cccd")
COUNT = Statement(select(func.count()).select_from(audit.TABLE), row)


class SnapshotUnknown(Refusal):
    """No state was kept under this name."""

    code, status = "snapshot.unknown", 404
    title, title_en = "Không có bản chụp dữ liệu này", "There is no snapshot of this name"


class RefusalUnknown(Refusal):
    """A fault of kind refuse names a code that is not in this service's closed list."""

    code, status = "fault.refusal-unknown", 404
    title, title_en = "Hệ thống này không có mã lỗi ấy", "This service has no refusal of that code"


class ClockOutOfRange(Refusal):
    """The clock keeps to the years 1900 to 2199; it was not moved."""

    code, status = "clock.out-of-range", 409
    title, title_en = "Đồng hồ chỉ chạy từ năm 1900 đến 2199", "The clock keeps to the years 1900 to 2199"


class SeedRefused(Refusal):
    """Rows that this service's tables cannot take: nothing of them was written."""

    code, status = "seed.refused", 409
    title, title_en = "Không nhận được dữ liệu nạp", "The rows cannot be taken"


REFUSALS: tuple[type[Refusal], ...] = (SnapshotUnknown, RefusalUnknown, ClockOutOfRange, SeedRefused)


def router(tables: Sequence[Table]) -> APIRouter:
    """The control plane of a service with these tables."""
    routes = APIRouter(prefix="/_sandbox", tags=["sandbox"])
    _state_routes(routes, {table.name: table for table in tables})
    _behaviour_routes(routes)
    _memory_routes(routes)
    return routes


def _state_routes(routes: APIRouter, tables: dict[str, Table]) -> None:
    @routes.get("/health", summary="Alive? · Còn chạy?")
    async def health(request: Request) -> wire.Health:
        return wire.Health(
            service=call_of(request).state.service.name, version=__version__, world=call_of(request).state.world
        )

    @routes.get("/ready", summary="Database open? · Sẵn sàng phục vụ?")
    async def ready(request: Request) -> wire.Health:
        await call_of(request).state.db.run(lambda work: work.one(COUNT))
        return await health(request)

    @routes.post("/reset", summary="Back to the pristine world · Về dữ liệu gốc")
    async def reset(request: Request) -> wire.Done:
        pristine(call_of(request).state)
        return wire.Done(done="reset")

    @routes.post("/snapshot", summary="Keep or restore a state · Chụp, khôi phục dữ liệu")
    async def snapshot(ask: wire.Snapshot, request: Request) -> wire.Done:
        if not ask.restore:
            call_of(request).state.db.save(ask.name)
            return wire.Done(done=f"saved {ask.name}")
        try:
            call_of(request).state.db.restore(ask.name)
        except KeyError:
            raise SnapshotUnknown(f"Tên: {ask.name}", f"Name: {ask.name}") from None
        return wire.Done(done=f"restored {ask.name}")

    @routes.get("/snapshot", summary="Kept states · Các bản chụp")
    async def snapshots(request: Request) -> wire.Snapshots:
        return wire.Snapshots(names=call_of(request).state.db.names())

    @routes.post("/seed", summary="Add rows of your own · Nạp thêm dữ liệu")
    async def seed(ask: wire.SeedRows, request: Request) -> wire.Done:
        table = _checked(ask, tables, real=call_of(request).state.service.knobs.real_numbers)
        rows = [{column.name: given.get(column.name, "") for column in table.columns} for given in ask.rows]
        insert = Statement(table.insert(), nothing)
        try:
            await call_of(request).state.db.run(lambda work: work.many(insert, rows))
        except Exception as wrong:
            raise SeedRefused(f"Cơ sở dữ liệu từ chối: {wrong}", f"The database refused: {wrong}") from wrong
        return wire.Done(done=f"seeded {ask.table}", rows=len(rows))


def _checked(ask: wire.SeedRows, tables: dict[str, Table], *, real: bool) -> Table:
    table = tables.get(ask.table)
    if table is None:
        names = ", ".join(sorted(tables))
        raise SeedRefused(f"Bảng phải là một trong: {names}", f"The table must be one of: {names}")
    known, wrong = set(table.columns.keys()), []
    for place, given in enumerate(ask.rows):
        for name, value in given.items():
            spot = f"body.rows.{place}.{name}"
            if name not in known:
                wrong.append(
                    FieldProblem(field=spot, code="column.unknown", vi="Không có cột này", en="No such column")
                )
            elif name in NUMBERS and value and not real and not is_synthetic(value):
                vi, en = "Số nằm ngoài dải số giả", "The number is outside the reserved synthetic blocks"
                wrong.append(FieldProblem(field=spot, code="number.not-synthetic", vi=vi, en=en))
    if wrong:
        raise SeedRefused(fields=wrong[:50])
    return table


def _behaviour_routes(routes: APIRouter) -> None:
    @routes.get("/faults", summary="Faults in force · Lỗi thử đang bật")
    async def faults(request: Request) -> wire.Faults:
        return wire.Faults(faults=[_shown(armed) for armed in call_of(request).state.faults.armed])

    @routes.post("/faults", summary="Put a fault in force · Bật lỗi thử")
    async def arm(rule: wire.FaultRule, request: Request) -> wire.FaultState:
        if rule.kind == "refuse" and rule.code not in call_of(request).state.refusals:
            raise RefusalUnknown(f"Mã: {rule.code}", f"Code: {rule.code}")
        return _shown(call_of(request).state.faults.arm(rule))

    @routes.delete("/faults", summary="Take faults back · Tắt lỗi thử")
    async def disarm(request: Request, fault_id: Annotated[str, Query(alias="id", max_length=20)] = "") -> wire.Done:
        return wire.Done(done="disarmed", rows=call_of(request).state.faults.disarm(fault_id))

    @routes.get("/clock", summary="The sandbox time · Giờ của hộp cát")
    async def clock(request: Request) -> wire.ClockState:
        return _time(call_of(request).state.clock)

    @routes.post("/clock", summary="Move the clock · Chỉnh giờ")
    async def move(ask: wire.MoveClock, request: Request) -> wire.ClockState:
        clock = call_of(request).state.clock
        before = replace(clock)
        try:
            return _moved(clock, ask)
        except (ValueError, OverflowError) as beyond:
            clock.shift, clock.frozen_at = before.shift, before.frozen_at
            raise ClockOutOfRange from beyond


def _memory_routes(routes: APIRouter) -> None:
    limit = Annotated[int, Query(ge=1, le=1000)]
    text = Annotated[str, Query(max_length=100)]

    @routes.get("/journal", summary="What was asked · Nhật ký yêu cầu")
    async def journal(request: Request, limit: limit = 100, path: text = "", client: text = "") -> wire.JournalPage:
        return wire.JournalPage(requests=call_of(request).state.journal.newest(limit, path=path, client=client))

    @routes.delete("/journal", status_code=204, summary="Forget the journal · Xoá nhật ký yêu cầu")
    async def clear(request: Request) -> Response:
        call_of(request).state.journal.clear()
        return Response(status_code=204)

    @routes.post("/audit", summary="Who looked at whom · Ai đã tra cứu ai")
    async def audit_page(ask: wire.AskAudit, request: Request) -> wire.AuditPage:
        return await call_of(request).state.db.run(lambda work: _audit(work, ask))


def _audit(work: Work, ask: wire.AskAudit) -> wire.AuditPage:
    found = (
        work.all(audit.ABOUT, about=ask.about, limit=ask.limit)
        if ask.about
        else work.all(audit.NEWEST, limit=ask.limit)
    )
    chain = audit.verify(work)
    total = (work.one(COUNT) or (0,))[0]
    lines = [line._asdict() for line in found]
    return wire.AuditPage(lines=lines, total=total, intact=chain.intact, first_broken=chain.first_broken)


def pristine(state: State) -> None:
    """One service as at its start: the pristine world, real time, no faults, an empty journal."""
    state.db.restore(PRISTINE)
    state.journal.clear()
    state.faults.disarm()
    state.clock.reset()
    for forget in state.on_reset:
        forget()


def _shown(armed: Armed) -> wire.FaultState:
    return wire.FaultState(id=armed.id, rule=armed.rule, applied=armed.applied)


def _time(clock: Clock) -> wire.ClockState:
    return wire.ClockState(
        now=clock.stamp(),
        today=clock.today().isoformat(),
        frozen=clock.frozen_at is not None,
        shift_seconds=clock.shift.total_seconds(),
    )


def _moved(clock: Clock, ask: wire.MoveClock) -> wire.ClockState:
    if ask.reset:
        clock.reset()
    if ask.set is not None:
        clock.set(ask.set, frozen=ask.freeze or clock.frozen_at is not None)
    if ask.advance is not None:
        clock.advance(ask.advance)
    if ask.freeze is True and clock.frozen_at is None:
        clock.freeze()
    elif ask.freeze is False and clock.frozen_at is not None:
        clock.set(clock.frozen_at)
    return _time(clock)
