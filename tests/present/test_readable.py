"""The charts as a browser shows them: no letter is too small, clipped or written over another."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import pytest
from playwright.sync_api import Page, sync_playwright

from send_analysis.core.period import Period
from send_analysis.present.breaks import Break
from send_analysis.present.charts import bar_chart, line_chart, position_chart, strip_chart
from send_analysis.present.labels import PLAN_SECTIONS, label
from send_analysis.present.layout import Header, Layout, period_headers
from tests.present.builders import (
    ADVICE,
    APPEALS,
    CAUSE,
    ENGLAND,
    MEDIAN,
    RATE,
    SECTION,
    Row,
    areas,
    bars,
    by_area,
    by_category,
    figure,
    lines,
    place,
    released,
)

FLAGS = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"

#: As the page's style sheet shows the two drawings.
STYLE = """
body { margin: 0 1rem; font-family: %s }
figure { margin: 0; max-width: 54rem }
svg { display: block; width: 100%% }
@media (min-width: 40rem) { .narrow { display: none } }
@media not all and (min-width: 40rem) { .wide { display: none } }
"""

#: For each text shown: what is wrong with it.
FAULTS = """() => [...document.querySelectorAll('svg')].filter(svg => svg.getBoundingClientRect().width).flatMap(svg => {
    const frame = svg.getBoundingClientRect(), scale = frame.width / svg.viewBox.baseVal.width
    const texts = [...svg.querySelectorAll('text')].map(text => ({
        said: text.textContent, box: text.getBoundingClientRect(), size: scale * parseFloat(getComputedStyle(text).fontSize)}))
    const faults = []
    for (const {said, box, size} of texts) {
        if (size < 10) faults.push(`${said} is ${size} pixels high`)
        if (box.left < frame.left - 1 || box.right > frame.right + 1) faults.push(`${said} is clipped at the side`)
        if (box.top < frame.top - 1 || box.bottom > frame.bottom + 1) faults.push(`${said} is clipped above or below`)
    }
    texts.forEach((one, at) => texts.slice(at + 1).forEach(other => {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
        if (across > 1 && down > 3 * scale) faults.push(`${one.said} is written over ${other.said}`)
    }))
    return faults
})"""


def four_causes() -> Layout:
    """Four lines that end near each other, with long names."""
    months = [Period.parse(month) for month in ("2022-03", "2022-04", "2022-05")]
    shares = {"late_advice": 24, "advice_quality": 25, "staff_capacity": 25, "parental_choice": 26}
    rows = [row for month in months for row in by_category(CAUSE, "cause", shares, month)]
    columns = tuple(Header(label(name), CAUSE, topic="cause", breakdown=name) for name in shares)
    return Layout("Causes of lateness", "Month", period_headers(months), columns, released(*rows))


def over_years(first: int, *, england: float = 46.4) -> Layout:
    """Four lines over calendar years up to 2024 that end near each other."""
    ends = {"866": 49.4, ENGLAND: england, "E12000009": 45.0, "neighbours": 47.0}
    years = [Period.parse(str(year)) for year in range(first, 2025)]
    rows = [
        figure(RATE, (value + 7 * (at + number)) % 100, year, area_code=code)
        for at, year in enumerate(reversed(years))
        for number, (code, value) in enumerate(ends.items())
    ]
    names = ("Swindon", "England", "Yorkshire and The Humber", "Statistical neighbours")
    columns = tuple(Header(name, RATE, area=code) for name, code in zip(names, ends, strict=True))
    return Layout("Plans on time", "Year", period_headers(years), columns, released(*rows))


LONGEST = "Bournemouth, Christchurch and Poole"


def beside_neighbours(*, named: str = LONGEST) -> Layout:
    """An authority, its neighbours and England, with long names, small numbers, large ones and missing ones."""
    values = {"866": 99.9, "867": 100.0, "868": 0.0, "869": None, "870": "c", "871": 0.01, ENGLAND: 60.4}
    layout = areas(values, of=30)
    return replace(layout, rows=tuple(replace(row, label=named) for row in layout.rows))


def among_all(own: float, england: float, *cuts: float, named: str = LONGEST) -> Layout:
    """An authority among 151, with what is marked about it."""
    values = {str(code): (code * 37 % 151) / 1.5 for code in range(700, 850)} | {"866": own}
    marked: list[Row] = [
        place(ENGLAND, "quartile cut-off", name, cut)
        for name, cut in zip(("lower quartile", "median", "upper quartile"), cuts, strict=True)
    ]
    rank = place("866", "rank", "rank", 143, unit="rank", denominator=150.0)
    layout = areas(values, *by_area(RATE, {ENGLAND: england}), *marked, rank)
    return replace(layout, rows=(*layout.rows[:-1], replace(layout.rows[-1], label=named)))


NEW = Break("2023", "New collection from 2023")
SENTENCE = Break("2020", "From here on each person's own record is collected")

RATES = [80, 70.5, 66.7, None, 50, 60, 72, 40, 35, 30, 25.5, 20]
RATES_BEFORE = [81, 82, 70, 75, 77, 60, 62, 64, 80, 85, 84, 83]
KINDS = {
    "refusal_to_assess": 9,
    "section I": 11,
    "sections F and I": 8,
    "sections B, F and I": "c",
    "refusal_to_reassess": 1,
}

LONG_NAME = "the refusal to secure an assessment after a request for reassessment"

CHARTS: dict[str, Callable[[], str]] = {
    "a year of rates": lambda: line_chart(lines(RATES, RATES_BEFORE), target=100),
    "rates near the target": lambda: line_chart(lines([80, 90, 100, 98], [82, 95, 99, 98]), target=100),
    "lines that end early": lambda: line_chart(lines([5.2, 4.1, 3, 9, None], [3, 4, 6, "c", "c"])),
    "thousands": lambda: line_chart(lines([11_300, 12_500, 9_800], [11_301, 12_400, 9_801], measure=APPEALS)),
    "weeks": lambda: line_chart(lines([17.2, 18.1, 27.4], measure=MEDIAN)),
    "one month": lambda: line_chart(lines([40.0], [41.0])),
    "four lines": lambda: line_chart(four_causes()),
    "twelve sections": lambda: bar_chart(bars(dict.fromkeys(PLAN_SECTIONS, 100.0) | {"G": "c", "J": 0.0}, measure=SECTION)),
    "kinds of appeals": lambda: bar_chart(bars(KINDS, measure=APPEALS)),
    "two years": lambda: bar_chart(bars(KINDS, KINDS, measure=APPEALS)),
    "agencies": lambda: bar_chart(bars({"educational_psychology": 41.4, "health": "c", "other": None}, measure=ADVICE)),
    "a long name": lambda: bar_chart(bars({LONG_NAME: 14_189}, measure=APPEALS)),
    "years with a break": lambda: line_chart(over_years(2014), target=100, break_before=NEW),
    "few years with a break": lambda: line_chart(over_years(2022), break_before=NEW),
    "a break with a long text": lambda: line_chart(over_years(2019), break_before=SENTENCE),
    "areas": lambda: strip_chart(beside_neighbours(), "866"),
    "areas with short names": lambda: strip_chart(beside_neighbours(named="Bury"), "866"),
    "among all": lambda: position_chart(among_all(86.6, 60.4, 46.6, 69.7, 88.7), "866", ENGLAND),
    "among all at the lower end": lambda: position_chart(among_all(0.0, 0.2, 0.1, 0.2, 0.3), "866", ENGLAND),
    "among all at the upper end": lambda: position_chart(among_all(100.0, 100.0, 99.9, 100.0, 100.0), "866", ENGLAND),
    "among all with a short name": lambda: position_chart(among_all(50, 50.1, 49.9, 60, 70, named="Bury"), "866", ENGLAND),
    "tiny": lambda: bar_chart(bars({"health": 0.04, "school": 3.2}, measure=ADVICE)),
}


@cache
def chart(name: str) -> str:
    """A chart without its table, which has no part in its drawings and would take a browser's time."""
    return re.sub("<details>.*?</details>", "", CHARTS[name]())


@pytest.fixture(scope="module")
def page(chromium: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS.split())
        yield browser.new_page()
        browser.close()


def faults(page: Page, html: str, width: int, font: str) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(f"<!doctype html><style>{STYLE % font}</style>{html}")
    return page.evaluate(FAULTS)


@pytest.mark.parametrize("font", ["Arial, 'Liberation Sans', sans-serif", "'DejaVu Sans', sans-serif"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_letter_can_be_read_at_every_width(page, name, font):
    assert {width: found for width in (1280, 700, 320) if (found := faults(page, chart(name), width, font))} == {}


def test_a_fault_would_be_found(page):
    texts = '<text x="270" y="50" style="font-size:9px">Percent</text><text x="270" y="50">P</text>'
    found = faults(page, f'<figure><svg viewBox="0 0 288 99">{texts}</svg></figure>', 320, "Arial")
    assert found == ["Percent is 9 pixels high", "Percent is clipped at the side", "Percent is written over P"]
