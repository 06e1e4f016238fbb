"""``python -m services``: the process that serves; ``motcua up`` starts it, a container starts it by itself.

python -m services --config FILE                        as a parent decided (motcua.chassis.settings.Process)
python -m services --only tax_db --slices DIR           one system, knobs from the environment
python -m services --only portal --url tax_db=http://tax-db:8003 ...
python -m services --openapi tax_db                     print its contract

"""

import gc
import sys

gc.disable()  # nothing that is imported or built at the start is garbage; serve switches it on again
# Where rich is installed, httpx imports its own command line, which is a tenth of our start; without it, it does not.
sys.modules["httpx._main"] = None  # type: ignore[assignment]

import argparse  # noqa: E402
from collections.abc import Sequence  # noqa: E402
from pathlib import Path  # noqa: E402

from services import serve  # noqa: E402


def main(words: Sequence[str] | None = None) -> int:
    """Run as a program; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m services", description="Serve the systems of the sandbox.")
    parser.add_argument("--config", type=Path, help="JSON of motcua.chassis.settings.Process")
    parser.add_argument("--only", action="append", default=[], choices=serve.names(), help="serve this; repeatable")
    parser.add_argument("--url", action="append", default=[], metavar="NAME=URL", help="where another system stands")
    parser.add_argument("--slices", type=Path, help="folder of the world's slices")
    parser.add_argument("--openapi", choices=serve.names(), help="print the contract of this system and end")
    asked = parser.parse_args(words)
    if asked.openapi:
        sys.stdout.buffer.write(serve.contract(asked.openapi).encode())
        return 0
    urls = dict(pair.split("=", 1) for pair in asked.url)
    process = serve.told(asked.config, services=asked.only, urls=urls, slices=asked.slices)
    try:
        serve.run(process)
    except Exception as wrong:
        serve.tell(process, wrong)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
