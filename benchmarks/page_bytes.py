"""What the bytes of each published page are: drawings, tables, style, links to data, definitions, and the rest.

    .venv/bin/python benchmarks/page_bytes.py outputs/swindon/2022-06/public

Without a folder, those of all releases under outputs/ are looked at. The aims are 60 KB (of 1,000 bytes) a page without its
drawings, and 20 KB a chart, which is drawn twice.
"""

import gzip
import re
import sys
from collections.abc import Sequence
from pathlib import Path

PAGE, CHART = 60_000, 20_000

#: Each part of a page, in the order in which they are taken out of it; what is left is the rest.
PARTS = {
    "drawings": r"<svg.*?</svg>",
    "style": r"<style>.*?</style>",
    "tables": r'<div class="scroll".*?</table></div>',
    "data links": r'<p class="data">.*?</p>',
    "definitions": r'<h3 id="definitions">.*?(?=</section>)',
}


def main(folders: Sequence[Path]) -> None:
    """Print a line for each page, in bytes, and one for each chart that is too large."""
    pages = [page for folder in folders for page in sorted(folder.rglob("*.html"))]
    if not pages:
        print("No published page here. `make report` makes some.")
        return
    names = ["total", *PARTS, "rest", "without drawings", "the same, gzip"]
    print("| page | " + " | ".join(names) + " |\n|---|" + "--:|" * len(names))
    for page in pages:
        html = page.read_text(encoding="utf-8")
        found = parts(html)
        over = " (over 60 KB)" if found["without drawings"] > PAGE else ""
        print(f"| {page} | " + " | ".join(f"{found[name]:,}" for name in names) + f" |{over}")
        for title, size in charts(html).items():
            if size > CHART:
                print(f"  The chart {title} has {size:,} bytes.")


def parts(html: str) -> dict[str, int]:
    """The bytes of a page, part by part."""
    found, left = {"total": size_of(html)}, html
    for name, pattern in PARTS.items():
        found[name] = sum(size_of(each) for each in re.findall(pattern, left, re.DOTALL))
        left = re.sub(pattern, "", left, flags=re.DOTALL)
    plain = re.sub(PARTS["drawings"], "", html, flags=re.DOTALL)
    zipped = len(gzip.compress(plain.encode(), mtime=0))
    return found | {"rest": size_of(left), "without drawings": size_of(plain), "the same, gzip": zipped}


def charts(html: str) -> dict[str, int]:
    """The bytes of the drawings of each chart, by its title."""
    figures = re.findall(r'<figure class="chart"><figcaption>(.*?)</figcaption>(.*?)</figure>', html, re.DOTALL)
    return {title: sum(map(size_of, re.findall(PARTS["drawings"], inner, re.DOTALL))) for title, inner in figures}


def size_of(text: str) -> int:
    """The bytes of a text in UTF-8."""
    return len(text.encode())


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]] or sorted(Path("outputs").glob("*/*/public")))
