"""How long an extract takes from its file to its figures, side by side with DuckDB, pyarrow, Polars and pandas.

Each way is a process of its own, with its imports, and the ways take turns, so that each run of one is beside a run of all
others. Ours reads, checks every rule, types, sets aside, and computes the figures of all standard windows; the others only read
the columns that they need and count by month. Run it with `make bench`, or for the documented figures:

    .venv/bin/python benchmarks/reading.py --rows 10000000 --runs 3
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

ROWS = 1_000_000
RUNS = 1
CHUNK = 1_000_000
WAYS = ("duckdb", "ours", "pyarrow", "polars", "pandas")
KINDS = ("csv", "parquet")
FIRST_DAY, DAYS = np.datetime64("2019-07-01"), 1080
MINUTES = DAYS * 1440


# The files


def make(folder: Path, rows: int) -> None:
    """Contacts and requests as CSV and as Parquet, a chunk at a time."""
    import pyarrow as pa
    import pyarrow.csv as pa_csv
    import pyarrow.parquet as pq

    for name, chunk_of in (("contacts", contacts), ("requests", requests)):
        with (folder / f"{name}.csv").open("wb") as csv:
            parquet = None
            for start in range(0, rows, CHUNK):
                table = pa.table(chunk_of(start, min(CHUNK, rows - start)))
                parquet = parquet or pq.ParquetWriter(folder / f"{name}.parquet", table.schema)
                parquet.write_table(table)
                options = pa_csv.WriteOptions(include_header=start == 0, quoting_style="none")
                pa_csv.write_csv(as_text(table), csv, options)
            parquet.close()


def as_text(table):
    """Times without seconds, days without times, as exports write them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    def text(column):
        if pa.types.is_timestamp(column.type):
            return pc.strftime(column.cast(pa.timestamp("s")), "%Y-%m-%d %H:%M")
        return column.cast(pa.string())

    return pa.table({name: text(column) for name, column in zip(table.column_names, table.columns, strict=True)})


def contacts(start: int, rows: int) -> dict[str, object]:
    random = np.random.default_rng(start + 1)
    # No contact comes on a Sunday, when the clocks change: what is written is then one moment.
    received = weekdays(random, rows)
    minutes = random.integers(8 * 60, 18 * 60, rows)
    received_at = received.astype("datetime64[m]") + minutes.astype("timedelta64[m]")
    responded_at = received_at + random.gamma(1.5, 1500, rows).astype("timedelta64[m]")
    responded_at = np.where(random.random(rows) < 0.03, np.datetime64("NaT"), responded_at)
    return {
        "contact_id": keys("C", start, rows, random),
        "received_at": timestamps(received_at),
        "channel": choose(random, ["email", "phone", "post", "portal"], rows),
        "responded_at": timestamps(responded_at),
    }


def requests(start: int, rows: int) -> dict[str, object]:
    random = np.random.default_rng(start + 2)
    received = FIRST_DAY + random.integers(0, DAYS, rows).astype("timedelta64[D]")
    decided = received + random.integers(20, 45, rows).astype("timedelta64[D]")
    assess = random.random(rows) < 0.75
    settled = assess & (random.random(rows) < 0.9)
    issue = settled & (random.random(rows) < 0.93)
    outcome = decided + random.integers(30, 80, rows).astype("timedelta64[D]")
    draft = outcome + random.integers(0, 20, rows).astype("timedelta64[D]")
    issued = draft + random.gamma(2, 12, rows).astype("timedelta64[D]")
    no = np.datetime64("NaT")
    late = issue & ((issued - received).astype(int) > 140)
    return {
        "request_id": keys("R", start, rows, random),
        "person_id": keys("P", start, rows, random),
        "received_on": days(received),
        "decision_on": days(decided),
        "decision": np.where(assess, "assess", "not_assess"),
        "outcome_on": days(np.where(settled, outcome, no)),
        "outcome": texts(np.where(assess, np.where(issue, "issue", np.where(settled, "not_issue", "pending")), "")),
        "draft_sent_on": days(np.where(issue, draft, no)),
        "plan_issued_on": days(np.where(issue, issued, no)),
        "exception_grounds": texts(np.where(random.random(rows) < 0.06, "school_closure", "")),
        "late_cause": texts(np.where(late & (random.random(rows) < 0.9), "late_advice", "")),
    }


def weekdays(random: np.random.Generator, rows: int) -> np.ndarray:
    return np.busday_offset(FIRST_DAY, random.integers(0, DAYS * 5 // 7, rows), roll="forward")


def keys(letter: str, start: int, rows: int, random: np.random.Generator):
    import pyarrow as pa
    import pyarrow.compute as pc

    numbers = start + random.permutation(rows)  # not in the order of the file
    return pc.binary_join_element_wise(pa.scalar(letter), pa.array(numbers).cast(pa.string()), "-")


def choose(random: np.random.Generator, values: list[str], rows: int) -> np.ndarray:
    return np.array(values)[random.integers(0, len(values), rows)]


def texts(values: np.ndarray):
    import pyarrow as pa

    return pa.array(values, mask=values == "")


def days(values: np.ndarray):
    import pyarrow as pa

    return pa.array(values.astype("datetime64[D]"))


def timestamps(values: np.ndarray):
    import pyarrow as pa

    return pa.array(values.astype("datetime64[s]"), pa.timestamp("us"))


# Ours


def ours(name: str, path: Path) -> dict[str, object]:
    from datetime import date

    from send_analysis.core.figures import Area
    from send_analysis.core.params.authority import FrontDoorStandard
    from send_analysis.core.period import Period
    from send_analysis.core.windows import Windows
    from send_analysis.datasets.dataset import Dataset
    from send_analysis.datasets.preparing import prepare
    from send_analysis.datasets.specs.catalogue import SPECS
    from send_analysis.measures import front_door, timeliness
    from send_analysis.sources.layout import Layout
    from send_analysis.sources.reading import read_rows

    as_at = date(2022, 6, 14)
    spec = SPECS[name]
    marks = [time.perf_counter()]
    prepared = prepare(spec, read_rows(path, Layout(typed=True)), as_at)
    marks.append(time.perf_counter())
    windows = Windows(Period.parse("2022-05..2022-06"), as_at)
    dataset = Dataset(name, prepared.rows, Area("000", "Benchmark"), Period(date(2000, 1, 1), as_at), path.name, windows)
    is_contacts = name == "contacts"
    figures = front_door.rating(dataset, FrontDoorStandard()) if is_contacts else timeliness.within_20_weeks(dataset)
    marks.append(time.perf_counter())
    used, typed = len(prepared.rows), int(prepared.rows.memory_usage(index=False, deep=True).sum())
    return {
        "rows": used,
        "figures": len(figures.frame),
        "prepared": marks[1] - marks[0],
        "measured": marks[2] - marks[1],
        "typed": typed,
    }


# The others: contacts by month and band of hours, plans by month and whether within 20 weeks


def duckdb(name: str, path: Path) -> dict[str, object]:
    import duckdb

    source = f"read_csv('{path}')" if path.suffix == ".csv" else f"read_parquet('{path}')"
    if name == "contacts":
        query = f"""select date_trunc('month', received_at) m, channel, case when responded_at is null then 3
            when responded_at - received_at <= interval 48 hour then 0 when responded_at - received_at <= interval 96 hour then 1
            else 2 end band, count(*) n from {source} group by all"""
    else:
        query = f"""select date_trunc('month', plan_issued_on) m, plan_issued_on - received_on <= 140 w,
            exception_grounds is null e, count(*) n from {source} group by all"""
    return {"groups": len(duckdb.sql(query).fetchall())}


def pyarrow(name: str, path: Path) -> dict[str, object]:
    import pyarrow.csv as pa_csv
    import pyarrow.parquet as pq

    wanted = COLUMNS[name]
    if path.suffix == ".csv":
        table = pa_csv.read_csv(
            path, convert_options=pa_csv.ConvertOptions(include_columns=wanted, strings_can_be_null=True)
        )
    else:
        table = pq.read_table(path, columns=wanted)
    if name == "contacts":
        received, responded = (table[each].cast("timestamp[s]").to_numpy() for each in ("received_at", "responded_at"))
        month = received.astype("datetime64[M]").astype(int)
        hours = (responded - received).astype(float) / 3600
        band = np.where(np.isnat(responded), 3, np.searchsorted([48, 96], hours))
        channel = table["channel"].combine_chunks().dictionary_encode().indices.to_numpy()
        cell = ((month - month.min()) * 4 + channel) * 4 + band
    else:
        table = table.filter(table["plan_issued_on"].is_valid())
        received, issued = (table[each].cast("timestamp[s]").to_numpy() for each in ("received_on", "plan_issued_on"))
        month = issued.astype("datetime64[M]").astype(int)
        within = (issued - received) <= np.timedelta64(140, "D")
        cell = ((month - month.min()) * 2 + within) * 2 + table["exception_grounds"].is_null().to_numpy()
    return {"groups": int(np.count_nonzero(np.bincount(cell)))}


def polars(name: str, path: Path) -> dict[str, object]:
    import polars as pl

    lazy = pl.scan_csv(path, try_parse_dates=True) if path.suffix == ".csv" else pl.scan_parquet(path)
    if name == "contacts":
        hours = (pl.col("responded_at") - pl.col("received_at")).dt.total_minutes() / 60
        keys = [
            pl.col("received_at").dt.truncate("1mo"),
            pl.col("channel"),
            (hours > 48).alias("a"),
            (hours > 96).alias("b"),
        ]
    else:
        within = (pl.col("plan_issued_on") - pl.col("received_on")).dt.total_days() <= 140
        keys = [
            pl.col("plan_issued_on").dt.truncate("1mo"),
            within.alias("w"),
            pl.col("exception_grounds").is_null().alias("e"),
        ]
    return {"groups": len(lazy.group_by(keys).len().collect())}


def pandas(name: str, path: Path) -> dict[str, object]:
    import pandas as pd

    times = [each for each in COLUMNS[name] if each.endswith(("_at", "_on"))]
    frame = pd.read_csv(path, parse_dates=times) if path.suffix == ".csv" else pd.read_parquet(path)
    frame = frame.assign(**{each: pd.to_datetime(frame[each]) for each in times})
    if name == "contacts":
        hours = (frame["responded_at"] - frame["received_at"]).dt.total_seconds() / 3600
        keys = [frame["received_at"].dt.to_period("M"), frame["channel"], (hours > 48).rename("a"), (hours > 96).rename("b")]
    else:
        within = (frame["plan_issued_on"] - frame["received_on"]).dt.days <= 140
        keys = [frame["plan_issued_on"].dt.to_period("M"), within.rename("w"), frame["exception_grounds"].isna()]
    return {"groups": len(frame.groupby(keys, observed=True).size())}


COLUMNS = {
    "contacts": ["received_at", "channel", "responded_at"],
    "requests": ["received_on", "plan_issued_on", "exception_grounds"],
}
JOBS: dict[str, Callable[[str, Path], dict[str, object]]] = {
    "ours": ours, "duckdb": duckdb, "pyarrow": pyarrow, "polars": polars, "pandas": pandas,
}  # fmt: skip


# The runs


def run(way: str, name: str, path: Path) -> dict[str, float]:
    """One way in a process of its own: seconds from its start to its end, and the most memory that it held."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, __file__, "--job", way, name, str(path)], check=True, capture_output=True, text=True
    )
    return {"seconds": time.perf_counter() - start} | json.loads(done.stdout)


def job(way: str, name: str, path: str) -> None:
    found = JOBS[way](name, Path(path))
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps(found | {"peak": peak(used.ru_maxrss), "cpu": used.ru_utime + used.ru_stime}))


def peak(at_most: int) -> float:
    """The most memory held, in MiB. What the system counts for a process includes that of the one that started it, if more."""
    status = Path("/proc/self/status")
    told = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")] if status.exists() else []
    return (int(told[0].split()[1]) if told else at_most) / 1024


def compare(folder: Path, runs: int, ways: list[str]) -> None:
    print(f"{os.cpu_count()} cores; seconds are medians of {runs} runs of a whole process, MiB the most of any")
    for name in ("contacts", "requests"):
        for kind in KINDS:
            path = folder / f"{name}.{kind}"
            print(f"\n{name}.{kind}, {path.stat().st_size / 1e6:,.0f} MB")
            taken = {way: [] for way in ways}
            for _ in range(runs):
                for way in ways:
                    taken[way].append(run(way, name, path))
            for way, each in taken.items():
                report(way, each, taken[ways[0]])


def report(way: str, taken: list[dict[str, float]], base: list[dict[str, float]]) -> None:
    """A line: seconds on the clock and their ratio, seconds of the processors and theirs, and the most memory."""
    line = f"  {way:8}"
    for measure in ("seconds", "cpu"):
        middle, of = (statistics.median(each[measure] for each in runs) for runs in (taken, base))
        line += f" {middle:7.2f} s {measure.replace('seconds', 'wall')} {middle / of:5.2f} x  "
    line += f" {max(each['peak'] for each in taken):7,.0f} MiB"
    if "typed" in taken[0]:
        line += f"   typed {taken[0]['typed'] / 2**20:,.0f} MiB"
        line += "".join(
            f"   {part} {statistics.median(each[part] for each in taken):.2f} s" for part in ("prepared", "measured")
        )
    print(line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS), help="the first is what ratios are to")
    parser.add_argument("--folder", type=Path, help="keep the files here, and use those that are there")
    parser.add_argument("--job", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.job:
        job(*asked.job)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "requests.parquet").exists():
            make(folder, asked.rows)
        print(f"{asked.rows:,} rows of each")
        compare(folder, asked.runs, asked.ways)


if __name__ == "__main__":
    main()
