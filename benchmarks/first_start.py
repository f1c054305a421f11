"""From a fresh clone to pages with a programme in them: `make run`, as the README says.

    python benchmarks/first_start.py

Clones the checkout (what is committed) into an empty folder, runs the one command, and notes when it
first answers and when the demonstration is loaded. Packages come from the cache of pip, where there is
one: fetching them depends on the line. Goal: three commands and 90 s at most. Two funded platforms for
taking part, measured once on two processors: some fourteen commands and a quarter of an hour.
"""

import subprocess
import tempfile
from pathlib import Path

from ground.host import serving

ROOT = Path(__file__).resolve().parents[1]
GOAL = 90


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="benkan-clone-") as folder:
        clone = Path(folder, "benkan")
        clone_of = ["git", "clone", "--quiet", str(ROOT), str(clone)]
        subprocess.run(clone_of, check=True)  # noqa: S603
        with serving(clone / "data", "make", "run", cwd=clone) as host:
            held = "held" if host.loaded <= GOAL else "**missed**"
            print("\n### The first start\n")
            print("| command on a fresh clone | answers after | loaded after | goal | |")
            print("|---|---:|---:|---:|---|")
            print(
                f"| `make run` | {host.answered:.0f} s | {host.loaded:.0f} s | {GOAL} s | {held} |"
            )


if __name__ == "__main__":
    main()
