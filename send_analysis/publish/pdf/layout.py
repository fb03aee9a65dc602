"""Whether what a PDF shows lies well on its pages: nothing off the paper, nothing over something else, no page almost empty."""

from collections.abc import Iterable
from itertools import pairwise

import pikepdf

from send_analysis.publish.pdf.extents import Box, boxes

#: How near text may come to the edge of the paper, in points: 7 mm. Most printers leave 4 to 6 mm white.
EDGE = 7 / 25.4 * 72

#: The share of a page's height that text reaches down to, at the least; less is a page that was hardly begun.
LEAST = 0.12

#: How far two texts on a line may reach into one another before they are hard to read, in points.
TOUCHING = 2.0


def beyond_margin(pdf: pikepdf.Pdf) -> list[int]:
    """The pages, counted from 1, with text or a picture off the paper or too near its edge."""
    return [number for number, page in enumerate(pdf.pages, start=1) if any(_off(box, page) for box in boxes(page))]


def nearly_empty(pdf: pikepdf.Pdf) -> list[int]:
    """The pages, counted from 1, whose text ends almost where it begins."""
    return [number for number, page in enumerate(pdf.pages, start=1) if is_thin(page)]


def is_thin(page: pikepdf.Page, least: float = LEAST) -> bool:
    """Whether a page's text ends almost where it begins, what stands in the margins apart: within a share of its height."""
    shown = [box for box in boxes(page) if box.content]
    height = float(page.mediabox[3]) - float(page.mediabox[1])
    return not shown or max(box.top for box in shown) - min(box.bottom for box in shown) < least * height


def overlapping(pdf: pikepdf.Pdf) -> list[int]:
    """The pages, counted from 1, on which one text lies over another of the same line."""
    return [number for number, page in enumerate(pdf.pages, start=1) if _collide(boxes(page))]


def _off(box: Box, page: pikepdf.Page) -> bool:
    left, bottom, right, top = map(float, page.cropbox)
    return box.left < left + EDGE or box.right > right - EDGE or box.bottom < bottom + EDGE or box.top > top - EDGE


def _collide(shown: Iterable[Box]) -> bool:
    """Whether two texts on one line reach into one another; a line is all that stands on the same height."""
    lines: dict[float, list[Box]] = {}
    for box in shown:
        if not box.picture:
            lines.setdefault(round(box.bottom, 1), []).append(box)
    in_order = (pairwise(sorted(line, key=lambda box: box.left)) for line in lines.values())
    return any(before.right - after.left > TOUCHING for line in in_order for before, after in line)
