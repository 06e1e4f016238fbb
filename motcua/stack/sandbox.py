"""Start and stop: the world, a data folder, one child for all services or one for each, until all are ready."""

import socket
import time
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType

from motcua.chassis.settings import Process, Settings
from motcua.stack import ready, worlds
from motcua.stack.child import ORDER, Child, systems
from motcua.stack.slots import Slot, take, write_whole
from motcua.stack.trouble import Trouble, lacking
from motcua.stack.worlds import Say


def silent(_vi: str, _en: str) -> None:
    """Say nothing."""


class Sandbox:
    """All services over one world. Nothing happens before ``start``."""

    def __init__(self, knobs: Settings | None = None, *, say: Say = silent) -> None:
        self.knobs = knobs or Settings()
        self._say = say
        self._slot: Slot | None = None
        self.children: list[Child] = []
        self.ready: ready.Ready

    @property
    def urls(self) -> dict[str, str]:
        """Where each service is."""
        return self.ready["services"]

    @property
    def folder(self) -> Path:
        """The data folder in use."""
        if self._slot is None:
            raise RuntimeError("the sandbox was not started")
        return self._slot.folder

    def start(self) -> "Sandbox":
        """Start, and return once every service answers; raises Trouble."""
        if self.knobs.database_url:
            _need_driver()
        slices = worlds.slices(self.knobs, self._say)
        self._slot = take(self.knobs.data)
        try:
            self._start(self._slot, slices)
        except BaseException:
            self.stop()
            raise
        return self

    def _start(self, slot: Slot, slices: Path) -> None:
        if slot.folder != self.knobs.data:
            self._say(
                f"Thư mục {self.knobs.data} đang có hộp cát khác dùng; dùng {slot.folder}",
                f"Another sandbox holds {self.knobs.data}; this one uses {slot.folder}",
            )
        clients = ready.clients(self.knobs)
        knobs = self.knobs.model_copy(update={"data": slot.folder.resolve(), "ready_file": None})
        told = Process(knobs=knobs, slices=slices.resolve(), guarded=True)
        if knobs.split:
            ports = dict(zip(systems(), _free_ports(len(systems())), strict=True)) if knobs.port_base == 0 else {}
            parts = {name: told.model_copy(update={"services": [name], "ports": ports}) for name in systems()}
        else:
            parts = {"sandbox": told}
        for name, part in parts.items():
            self.children.append(Child(name, slot.folder / "run", part, slot.lock))
        # Read while the child starts.
        people = {slug: ready.brief(one) for slug, one in ready.personas().items()}
        world = ready.world(slices)
        found = {name: url for child in self.children for name, url in child.urls().items()}
        urls = {name: found[name] for name in ORDER if name in found}
        self.ready = ready.Ready(services=urls, clients=clients, personas=people, world=world)
        slot.publish(self.ready)
        if self.knobs.ready_file is not None:
            write_whole(self.knobs.ready_file, ready.text(self.ready))

    def wait(self) -> None:
        """Return never, but raise Trouble as soon as a child ends by itself."""
        while True:
            for child in self.children:
                if (code := child.ended()) is not None:
                    raise Trouble(
                        f"Tiến trình {child.name} dừng bất ngờ (mã {code}); nhật ký: {self.folder / 'logs'}",
                        f"The process {child.name} ended by itself (code {code}); logs: {self.folder / 'logs'}",
                    )
            time.sleep(0.1)

    def stop(self) -> None:
        """End every child in order and give the data folder back."""
        for child in self.children:
            child.ask_to_end()
        for child in self.children:
            child.end()
        self.children.clear()
        if self._slot is not None:
            self._slot.release()
            self._slot = None

    def __enter__(self) -> "Sandbox":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _need_driver() -> None:
    if not (find_spec("psycopg") and find_spec("psycopg_pool")):
        raise lacking("postgres", vi="PostgreSQL", en="PostgreSQL")


def _free_ports(count: int) -> list[int]:
    """Ports that are free now; held together while they are chosen, so that they differ."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports: list[int] = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports
