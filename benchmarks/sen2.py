"""How long the XML message of the SEN2 return takes to read, and how much memory: beside lxml's plain `etree.parse`, and with
all that the import does after reading.

Run with `make bench`, or with numbers of persons: `.venv/bin/python benchmarks/sen2.py 10 10000 100000 600000`. Each reading
has a process of its own. What it took before it began (Python, pandas, pyarrow) is told beside its peak.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from send_analysis.sen2.fields import MODULES, Field, ModuleName

PERSONS = 20_000

#: The tree of a larger message does not fit into the memory of many machines (about 25 MB for 1,000 persons).
MOST_PARSED = 100_000

#: So many different persons are made up; a larger return has them again and again.
DIFFERENT = 2_000

MEASURE = """
import resource, sys, time
from pathlib import Path
from lxml import etree
from send_analysis.sen2.importing import import_return
from send_analysis.sen2.reading import read_batches

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

def parsed(path):
    return len(etree.parse(path).getroot().find("Persons"))

def read(path):
    return sum(len(batch.tables["person"]) for batch in read_batches(path, path.name))

def imported(path):
    return import_return(path, path.with_suffix(""), path.name).counts["person"].read

before, start = peak(), time.perf_counter()
persons = {"parse": parsed, "read": read, "import": imported}[sys.argv[1]](Path(sys.argv[2]))
print(persons, time.perf_counter() - start, before, peak())
"""


def main(sizes: list[int]) -> None:
    """Print a line for each size and way."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCHMARK_FOLDER")) as folder:
        for persons in sizes:
            path = Path(folder) / f"{persons}.xml"
            write_message(path, persons)
            print(f"{persons:,} persons, {path.stat().st_size / 1e6:,.1f} MB")
            ours = told("read_batches", *measured("read", path, persons))
            if persons <= MOST_PARSED:
                theirs = told("etree.parse alone", *measured("parse", path, persons))
                print(f"  ratio              {ours / theirs:7.1f}")
            told("the whole import", *measured("import", path, None))
            path.unlink()


def told(name: str, seconds: float, before: float, peak: float) -> float:
    """Print what one way took; its seconds."""
    print(f"  {name:18} {seconds:7.2f} s   peak {peak:7,.0f} MiB, of which {before:3,.0f} before it began", flush=True)
    return seconds


def measured(way: str, path: Path, persons: int | None) -> tuple[float, float, float]:
    """Seconds, memory before and peak of memory in MiB, of one way of reading in a process of its own."""
    done = subprocess.run([sys.executable, "-c", MEASURE, way, path], stdout=subprocess.PIPE, text=True, check=True)
    found, seconds, before, peak = map(float, done.stdout.split())
    if persons is not None and found != persons:
        raise SystemExit(f"{way} found {found:,.0f} persons in place of {persons:,}")
    return seconds, before, peak


def write_message(path: Path, persons: int) -> None:
    """A message of so many synthetic persons."""
    random = Random(1)
    different = [_element("person", random) for _ in range(min(persons, DIFFERENT))]
    with path.open("w", encoding="utf-8") as file:
        file.write(
            '<?xml version="1.0" encoding="utf-8"?>\n<Message>\n<Header><CollectionDetails><Collection>SEN2</Collection>'
        )
        file.write("<Year>2026</Year><ReferenceDate>2026-01-15</ReferenceDate></CollectionDetails></Header>\n<Persons>\n")
        file.writelines(different[number % len(different)] for number in range(persons))
        file.write("</Persons>\n</Message>\n")


def _element(module: ModuleName, random: Random) -> str:
    own = MODULES[module]
    fields = [f"<{each.xml}>{_value(each, random)}</{each.xml}>\n" for each in own.fields if each.until == "1.3"]
    below = [
        _element(name, random) for name, each in MODULES.items() if each.parent == module for _ in _how_many(name, random)
    ]
    return f"<{own.element}>\n{''.join(fields + below)}</{own.element}>\n"


def _how_many(module: ModuleName, random: Random) -> Iterator[int]:
    """Mostly one record; some requests led to no plan, some persons asked twice, some plans have two needs."""
    share = {"assessment": 0.8, "activeplans": 0.85}.get(module, 1.0)
    again = {"requests": 0.1, "senneed": 0.4, "placementdetail": 0.1}.get(module, 0.0)
    yield from range((random.random() < share) + (random.random() < again))


def _value(each: Field, random: Random) -> str:
    if each.kind == "date":
        return (date(2025, 1, 1) + timedelta(days=random.randrange(365))).isoformat()
    return {"flag": random.choice("01"), "number": random.choice("12"), "code": random.choice("YNAWH")}.get(
        each.kind, "synthetic"
    )


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [PERSONS])
