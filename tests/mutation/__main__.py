"""Change the scoring core one operator at a time, and count how many changes its own tests notice.

    pip install "cosmic-ray>=8.4,<9"
    python -m tests.mutation                                        # all modules
    python -m tests.mutation --most 1000 exercises/questions/scoring/span_overlap.py

Of each module 40 changes are made, evenly spread over all that there are, and the same ones each time; ``--most`` asks for
more. It works on copies in a temporary folder, and is no part of the tests that run by themselves. It starts a process for
each change, as Linux and macOS can.
Whatever follows ``--`` goes to pytest, as in ``-- -k choices``.
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context

from tests.mutation.examine import Outcome, examine, modules


def main() -> int:
    """Examine the modules that are asked for, some at a time, and print what became of their mutants."""
    words = sys.argv[1:]
    more = words[words.index("--") + 1 :] if "--" in words else []
    asked = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__.splitlines()[0])
    asked.add_argument("module", nargs="*", help="a module's path; the whole core unless named")
    asked.add_argument("--at-a-time", type=int, default=max(1, (os.cpu_count() or 2) // 2), metavar="N")
    asked.add_argument("--most", type=int, default=40, metavar="N", help="the most changes of a module; 40 unless told")
    options = asked.parse_args(words[: words.index("--")] if "--" in words else words)
    found: list[Outcome] = []
    with ProcessPoolExecutor(options.at_a_time, get_context("spawn"), max_tasks_per_child=1) as pool:
        for outcome in pool.map(examine, modules(options.module), repeat(more), repeat(options.most)):
            print(outcome, flush=True)
            found.append(outcome)
    killed, left = sum(one.killed for one in found), sum(len(one.open) for one in found)
    alike = sum(len(one.survivors) for one in found) - left
    whole = killed + left
    share = f"{100 * killed / whole:.1f} %" if whole else "none"
    print(f"\nAll: {killed} of {whole} mutants killed ({share}), besides {alike} that change nothing.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
