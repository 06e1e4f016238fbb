"""``/_sandbox`` of the provider: its clients, the rotation of its keys, its misbehaviour on demand."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from motcua.chassis.call import call_of
from motcua.chassis.logs import mask
from motcua.wire import provider as wire
from motcua.wire.control import Done
from services.eid_auth.actions import keys, registering
from services.eid_auth.actions.provider import personas
from services.eid_auth.errors import MisbehaviourUnknown, RelyingPartyRefused
from services.eid_auth.routes.answers import provider_of
from services.eid_auth.rules import misbehaving
from services.eid_auth.rules.misbehaving import Queued
from services.eid_auth.rules.oauth import OAuthError
from services.eid_auth.store import keys as stored

router = APIRouter(prefix="/_sandbox", tags=["sandbox"])


@router.get("/clients", summary="OpenID Connect clients · Các ứng dụng đã đăng ký")
async def clients(request: Request) -> wire.Clients:
    """Those of the file, of the control plane and of dynamic registration; never a secret."""
    provider = provider_of(request)
    found = await call_of(request).state.db.run(lambda work: registering.everybody(work, provider))
    return wire.Clients(clients=[_client(party.model_dump(mode="json"), origin) for party, origin in found])


@router.post("/clients", summary="Register a client · Đăng ký ứng dụng")
async def register_client(ask: wire.RegisterClient, request: Request) -> wire.Client:
    """Register, or replace one of the same id; the secret is told once."""
    provider, given = provider_of(request), ask.model_dump(exclude_defaults=False)
    try:
        done = await call_of(request).state.db.run(
            lambda work: registering.register(work, provider, given, trusted=True)
        )
    except OAuthError as wrong:
        raise RelyingPartyRefused(wrong.description, wrong.description) from wrong
    return _client(done, "control")


@router.delete("/clients", summary="Forget a client · Xoá ứng dụng")
async def forget_client(request: Request, client_id: Annotated[str, Query(max_length=100)]) -> Done:
    """Clients of the file stay."""
    gone = await call_of(request).state.db.run(lambda work: registering.forget(work, client_id))
    return Done(done="forgotten", rows=gone)


@router.get("/keys", summary="Signing keys · Khoá ký")
async def list_keys(request: Request) -> wire.SigningKeys:
    """Announced, active and retired; never a private part."""
    return _keys(await call_of(request).state.db.run(stored.every))


@router.post("/keys", summary="Rotate signing keys · Đổi khoá ký")
async def turn_keys(ask: wire.TurnKeys, request: Request) -> wire.SigningKeys:
    """The drill is publish, use, retire; rotate gives no notice; revoke also withdraws the old key at once."""
    call = call_of(request)
    await call.state.db.run(lambda work: keys.step(work, ask.do, ask.alg))
    return _keys(await call.state.db.run(stored.every))


@router.get("/misbehave", summary="Misbehaviour that waits · Lỗi cố ý đang chờ")
async def list_misbehaviour(request: Request) -> wire.AllMisbehaving:
    """What the next requests will meet."""
    return wire.AllMisbehaving(waiting=[_shown(one) for one in provider_of(request).queue.queued])


@router.post("/misbehave", summary="Misbehave on demand · Gây lỗi cố ý")
async def misbehave(ask: wire.Misbehave, request: Request) -> wire.Misbehaving:
    """Queue one; it acts where its name belongs and is spent by use."""
    person = personas().get(ask.persona)
    if ask.persona and person is None:
        raise MisbehaviourUnknown(f"Không có nhân vật: {ask.persona}", f"No persona: {ask.persona}")
    try:
        (wish,) = misbehaving.wishes(f"{ask.name};silent={str(ask.silent).lower()}{_slow(ask)}")
    except (misbehaving.Unknown, ValueError):
        raise MisbehaviourUnknown(f"Không có: {ask.name}", f"There is no: {ask.name}") from None
    cccd = person.cccd if person else ""
    return _shown(provider_of(request).queue.put(wish, client=ask.client, cccd=cccd, times=ask.next))


@router.delete("/misbehave", summary="Behave again · Thôi gây lỗi")
async def behave(request: Request, one: Annotated[str, Query(alias="id", max_length=20)] = "") -> Done:
    """Take back one, or all."""
    return Done(done="behaving", rows=provider_of(request).queue.drop(one))


def _slow(ask: wire.Misbehave) -> str:
    return "" if ask.seconds is None else f";seconds={ask.seconds}"


def _client(metadata: dict[str, object], origin: str) -> wire.Client:
    secret = metadata.get("client_secret")
    kept = {name: value for name, value in metadata.items() if name not in {"secret", "client_secret"}}
    return wire.Client(
        client_id=str(metadata["client_id"]),
        origin=origin,
        client_secret=str(secret) if secret else None,
        metadata=kept,
    )


def _keys(found: list[stored.Key]) -> wire.SigningKeys:
    shown = [wire.SigningKey(kid=key.kid, alg=key.alg, state=key.state, created_at=key.created_at) for key in found]
    return wire.SigningKeys(keys=shown)


def _shown(queued: Queued) -> wire.Misbehaving:
    return wire.Misbehaving(
        id=queued.id, name=queued.wish.name, client=queued.client, person=mask(queued.cccd), next=queued.next,
        applied=queued.applied,
    )  # fmt: skip
