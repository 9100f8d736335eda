"""`python -m bench.kills N`: kill a loaded server N times and hold the ledger up after each.

No figure of speed, and so no part of `bench`: what the tests do twenty times, done for hours.
"""

import argparse
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from tests.faults.killing import Siege
from tests.faults.servers import Nursery
from tests.faults.stage import Stage, set_up

EACH = 300
AT_ONCE = 100  # kills on one folder before the next begins


def main() -> None:
    """Kill as often as was asked for; a broken invariant ends it and leaves its folder."""
    parser = argparse.ArgumentParser(prog="bench.kills", description=__doc__)
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", default=str(int(time.time())), help="to see a run again")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="auditapp-kills-") as folder:
        (shipped := Path(folder) / "shipped").mkdir()
        nursery = Nursery(shipped)
        stage = set_up(Path(folder) / "stage", EACH)
        try:
            besiege(nursery, stage, options.kills, options.seed)
        finally:
            nursery.end()


def besiege(nursery: Nursery, stage: Stage, kills: int, seed: str) -> None:
    """Kill in sieges of a hundred, each on a folder of its own; tell after each how it stands."""
    done, sent, begun, number = 0, 0, time.perf_counter(), 0
    while done < kills:
        number += 1
        folder = Path(mkdtemp(prefix="auditapp-siege-"))
        siege = Siege(nursery, stage.copy(folder / "data"), f"{seed} {number}")
        siege.run(min(AT_ONCE, kills - done))
        shutil.rmtree(folder)
        done, sent = done + siege.kills, sent + len(siege.ledger)
        minutes = (time.perf_counter() - begun) / 60
        told = f"{done} kills, {sent} visits, nothing lost or doubled, {minutes:.1f} min"
        print(f"{told} (seed {seed})", flush=True)


if __name__ == "__main__":
    main()
