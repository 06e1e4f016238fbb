"""Generate the default world that ships in the wheel anew; its digest is pinned in tests/unit/world.

``python -m scripts.default_world [FOLDER]`` writes into the package, or into the folder named.
"""

import sys
from pathlib import Path

from motcua import world


def main(words: list[str]) -> int:
    """Run as a program."""
    out = Path(words[0]) if words else world.default_slices()
    written = world.write(world.DEFAULT_PEOPLE, world.DEFAULT_SEED, world.DEFAULT_AS_OF, out, format="slices")
    print(f"{out}: {sum(written.rows.values()):,} rows, digest {written.digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
