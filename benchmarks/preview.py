"""From saving a notebook to seeing it in the preview, beside what the section's own cells take.

The two take turns: the section is run alone, then its notebook is saved with another sentence, and the clock stops when a browser
would have the page that says it. Once for a page of that section alone (`--only`), once for the whole page. Run it with
`make bench`.
"""

import http.client
import os
import platform
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat

from send_analysis.core.params import load_params
from send_analysis.preview.page import EVENTS
from send_analysis.preview.reading import read_data
from send_analysis.run.sections import run_section

ROOT = Path(__file__).resolve().parents[1]
PARAMS, SECTION, RUNS = "params/swindon/2022-06.yaml", "timeliness", 5
AIM = 1.2


@contextmanager
def preview(root: Path, *options: str) -> Iterator[int]:
    """A preview of the example, ended afterwards; gives its port."""
    typed = [sys.executable, "-m", "send_analysis", "preview", PARAMS, *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(typed, cwd=root, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield int(re.search(r"127\.0\.0\.1:(\d+)", process.stdout.readline())[1])
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate()


def page(port: int) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/")
    text = connection.getresponse().read().decode()
    connection.close()
    return text


def wait_for(port: int, text: str) -> None:
    """Wait as a browser does: for the news that there is another page, which is then asked for."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", EVENTS)
    news = connection.getresponse()
    while text not in page(port):
        while not news.readline().startswith(b"data:"):
            pass
    connection.close()


def saved(root: Path, text: str) -> None:
    path = root / "notebooks" / f"{SECTION}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    next(cell for cell in notebook.cells if cell.cell_type == "markdown").source += f"\n\n{text}"
    nbformat.write(notebook, path)


def measured(root: Path, prepared: Path, *options: str) -> tuple[float, float]:
    """Medians of the seconds that the section takes alone, and from saved to seen."""
    params, alone, seen = load_params(root / PARAMS), [], []
    with preview(root, *options) as port:
        wait_for(port, "Up to date with what is saved.")
        for number in range(RUNS):
            begun = time.perf_counter()
            run_section(SECTION, params, prepared, prepared.parent / "executed.ipynb")
            alone.append(time.perf_counter() - begun)
            text = f"Saved {number} with {len(options)}."
            begun = time.perf_counter()
            saved(root, text)
            wait_for(port, text)
            seen.append(time.perf_counter() - begun)
            wait_for(port, "Up to date with what is saved.")
    return statistics.median(alone), statistics.median(seen)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        for name in ("params", "data/swindon", "notebooks"):
            shutil.copytree(ROOT / name, root / name)
        _, prepared = read_data(load_params(root / PARAMS), Path(folder))
        run_section(SECTION, load_params(root / PARAMS), prepared.folder, Path(folder) / "executed.ipynb")
        print(f"| page | {SECTION} alone | saved to seen | ratio | aim |\n|---|--:|--:|--:|--:|")
        for said, options in (("that section", ("--only", SECTION)), ("all sections", ())):
            alone, seen = measured(root, prepared.folder, *options)
            print(f"| {said} | {alone:.3f} s | {seen:.3f} s | {seen / alone:.2f} | {AIM} |")
    print(f"\nPython {platform.python_version()}; {os.cpu_count()} cores; medians of {RUNS}.")


if __name__ == "__main__":
    main()
