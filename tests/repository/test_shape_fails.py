"""Each check of the shape is tried on a planted violation: a check that cannot fail proves nothing."""

from pathlib import Path

import pytest

from tests.repository import chance, imports, shape
from tests.repository.planted import plant
from tests.repository.source import SERVICES


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A tree with four services of the right shape and nothing in them."""
    for service in SERVICES:
        for layer in shape.LAYERS:
            plant(tmp_path, f"services/{service}/{layer}.py", '"""A layer."""\n')
        plant(tmp_path, f"services/{service}/__init__.py")
        plant(tmp_path, f"services/{service}/README.md")
    return tmp_path


def test_a_whole_tree_passes(whole: Path) -> None:
    assert shape.uneven_services(whole) == []


def test_a_layer_may_be_a_package(whole: Path) -> None:
    (whole / "services/portal/actions.py").unlink()
    plant(whole, "services/portal/actions/__init__.py")
    assert shape.uneven_services(whole) == []


def test_a_service_without_rules_is_seen(whole: Path) -> None:
    (whole / "services/tax_db/rules.py").unlink()
    assert shape.uneven_services(whole) == ["services/tax_db lacks rules"]


def test_a_service_with_a_file_of_its_own_is_seen(whole: Path) -> None:
    plant(whole, "services/tax_db/manager.py")
    assert shape.uneven_services(whole) == ["services/tax_db/manager is outside the shape of a service"]


def test_a_missing_service_is_seen(tmp_path: Path) -> None:
    assert "services/portal lacks app" in shape.uneven_services(tmp_path)


def test_a_new_module_of_the_chassis_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, "motcua/chassis/gate.py")
    plant(tmp_path, "motcua/chassis/cache.py")
    assert len(shape.chassis_strangers(tmp_path)) == 1


@pytest.mark.parametrize("name", ["motcua/wire/utils.py", "services/portal/helpers/text.py", "tests/unit/common.py"])
def test_a_module_named_after_nothing_is_seen(tmp_path: Path, name: str) -> None:
    plant(tmp_path, name)
    assert len(shape.banned_names(tmp_path)) == 1


@pytest.mark.parametrize(("name", "limit"), [("motcua/world/people.py", 300), ("tests/unit/test_people.py", 400)])
def test_a_file_one_line_too_long_is_seen(tmp_path: Path, name: str, limit: int) -> None:
    plant(tmp_path, name, "x = 1\n" * limit)
    assert shape.long_files(tmp_path) == []
    plant(tmp_path, name, "x = 1\n" * (limit + 1))
    assert shape.long_files(tmp_path) == [f"{name} has {limit + 1} lines, {limit} are allowed"]


def test_a_median_of_long_files_is_seen(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        plant(tmp_path, f"motcua/{name}.py", "x = 1\n" * 200)
    assert shape.median_length(tmp_path) > shape.MEDIAN


@pytest.mark.parametrize("word", ["def", "async def"])
def test_a_route_that_does_the_work_itself_is_seen(tmp_path: Path, word: str) -> None:
    handler = f'@router.post("/v1/ask")\n{word} ask(x: int) -> int:\n    """Ask."""\n'
    plant(tmp_path, "services/portal/routes.py", handler + "    x += 1\n" * 12)
    assert shape.long_handlers(tmp_path) == []
    plant(tmp_path, "services/portal/routes.py", handler + "    x += 1\n" * 13)
    assert len(shape.long_handlers(tmp_path)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "import datetime\nx = datetime.datetime.now()\n",
        "import datetime as dt\nx = dt.datetime.now(dt.UTC)\n",
        "from datetime import datetime\nx = datetime.now()\n",
        "from datetime import datetime as D\nread = D.utcnow\n",
        "from datetime import date\nx = date.today()\n",
        "import time\nx = time.time()\n",
        "from time import time_ns\nx = time_ns()\n",
        "import random\nx = random.random()\n",
        "from random import choice\nx = choice\n",
        "from random import Random\nx = Random()\n",
        "import numpy as np\nx = np.random.default_rng()\n",
    ],
)
def test_reading_the_clock_or_drawing_lots_is_seen(tmp_path: Path, text: str) -> None:
    plant(tmp_path, "services/portal/actions.py", text)
    assert len(chance.clock_and_chance(tmp_path)) == 1


@pytest.mark.parametrize("name", ["motcua/chassis/clock.py", "motcua/world/seed.py"])
def test_clock_and_world_may(tmp_path: Path, name: str) -> None:
    plant(tmp_path, name, "import random\nfrom datetime import datetime\nx = datetime.now()\n")
    assert chance.clock_and_chance(tmp_path) == []


def test_durations_and_given_dates_are_free(tmp_path: Path) -> None:
    text = "import time\nfrom datetime import date\nx = time.perf_counter()\ny = date.fromisoformat('2026-01-01')\n"
    text += "from random import Random\nz = Random(7).random()\n"
    plant(tmp_path, "services/portal/actions.py", text)
    assert chance.clock_and_chance(tmp_path) == []


@pytest.mark.parametrize("text", ["import pydantic\n", "from motcua.wire import fields\n", "import motcua.vnidx\n"])
def test_a_stranger_in_vnid_is_seen(tmp_path: Path, text: str) -> None:
    plant(tmp_path, "motcua/vnid/mst.py", text)
    assert len(imports.strangers_in_vnid(tmp_path)) == 1


def test_standard_library_and_vnid_itself_are_welcome_in_vnid(tmp_path: Path) -> None:
    plant(tmp_path, "motcua/vnid/mst.py", "import re\nfrom motcua.vnid import errors\nfrom . import cccd\n")
    assert imports.strangers_in_vnid(tmp_path) == []


@pytest.mark.parametrize("text", ["from motcua import kit\n", "import motcua.world.people\n"])
def test_a_service_reaching_too_far_is_seen(tmp_path: Path, text: str) -> None:
    plant(tmp_path, "services/portal/store.py", f"from motcua import __version__, chassis, vnid\n{text}")
    assert len(imports.services_reaching_too_far(tmp_path)) == 1


def test_a_service_imported_by_name_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, "motcua/stack.py", 'import importlib\nimportlib.import_module("services.portal")\n')
    assert len(imports.services_by_name(tmp_path)) == 1
