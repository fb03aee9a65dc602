"""How long the Department's files take to read, check and rank in, beside pandas reading the same files and nothing more.

Run with `make bench`, or `python benchmarks/national.py FOLDER`. Each figure is the median of five runs, taken in turn.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from send_analysis.compare.place import place
from send_analysis.national.opening import open_national

RUNS = 5
FOLDERS = ("data/national", "../shared/data/national")
EXCLUDING = "timeliness.within_20_weeks.excluding_exceptions"


def main(folder: Path | None) -> None:
    """Print a line for each job: seconds, and the ratio to the bare reading."""
    if folder is None or not folder.is_dir():
        print("The Department's files are not on this machine: nothing to measure.")
        return
    files = sorted(folder.rglob("*.csv"))
    known = open_national(folder, checked=False)
    jobs: dict[str, Callable[[], object]] = {
        "bare pandas.read_csv, as text": lambda: [pd.read_csv(each, dtype=str, header=None, skiprows=8) for each in files],
        "read, unchecked": lambda: open_national(folder, checked=False),
        "read and checked": lambda: open_national(folder),
        "one place": lambda: place(known, "Oldham", EXCLUDING, 2019),
    }
    taken = {name: [] for name in jobs}
    for _ in range(RUNS):
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            taken[name].append(time.perf_counter() - start)
    bare = statistics.median(taken["bare pandas.read_csv, as text"])
    megabytes = sum(each.stat().st_size for each in files) / 1e6
    print(f"{len(files)} CSV files, {megabytes:.1f} MB, and the workbooks; medians of {RUNS} runs")
    for name, seconds in taken.items():
        print(f"{name:32} {statistics.median(seconds):6.2f} s   ratio {statistics.median(seconds) / bare:5.1f}")


if __name__ == "__main__":
    given = [Path(each) for each in (*sys.argv[1:], *FOLDERS) if Path(each).is_dir()]
    main(given[0] if given else None)
