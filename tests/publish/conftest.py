"""Executed notebooks as a run hands them over, made of what `present` really draws, and of made-up figures."""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

import pandas as pd
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from playwright.sync_api import Browser, sync_playwright

from send_analysis.compare.changes import changes_on_previous_year
from send_analysis.core.figures import TOTAL, Figures
from send_analysis.core.intervals import wilson
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows
from send_analysis.disclosure.protect import Policy, ReleasableFigures, protect
from send_analysis.measures.registry import definition
from send_analysis.present.charts import bar_chart, line_chart
from send_analysis.present.labels import label
from send_analysis.present.layout import Header, Layout, period_headers
from send_analysis.present.tables import table
from send_analysis.present.tiles import tiles
from send_analysis.publish.document import join

#: Without these Chromium wants rights that a test runner has not, or calls its maker.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]

WINDOWS = Windows(Period.parse("2022-05..2022-06"), date(2022, 6, 22))
ON_TIME = "timeliness.within_20_weeks.including_exceptions"
STRICT = "timeliness.within_20_weeks.excluding_exceptions"

CONTEXT: dict[str, Any] = {
    "title": "SEND performance: May 2022 to 22 June 2022",
    "publisher": "Swindon Borough Council",
    "authority": "Swindon",
    "period": "May 2022 to 22 June 2022",
    "as_at": "22 June 2022",
    "published_on": "29 June 2022",
    "next_release_on": "31 August 2022",
    "synthetic": True,
    "data_files": [{"name": "timeliness_calendar_years", "size": 9932, "title": "Timeliness: calendar years"}],
    "introduction": "Swindon and its partners are committed to **high quality** support. We update this page every two months.",
    "previous_year": {"kind": "same_period", "meaning": "the same measure for the same period one year before"},
    "sections": ["timeliness", "quality", "tribunal", "front_door"],
    "teams": [
        {
            "name": "Operations SEND team",
            "posts": [
                {"title": "Operations Manager", "reports_to": None, "established": "1", "filled": "1", "share": "100.0%"},
                {
                    "title": "Delivery Support Lead",
                    "reports_to": "Operations Manager",
                    "established": "1",
                    "filled": "1",
                    "share": "100.0%",
                },
                {
                    "title": "Delivery Support Officer",
                    "reports_to": "Delivery Support Lead",
                    "established": "4",
                    "filled": "1",
                    "share": "25.0%",
                },
                {
                    "title": "Tribunal and Mediation Officer",
                    "reports_to": "Operations Manager",
                    "established": "2",
                    "filled": "2",
                    "share": "100.0%",
                },
            ],
        }
    ],
    "teams_table": "",
    "contact": {"team": "the SEND Service", "email": "send@example.org", "telephone": "01793 000000"},
    "data_quality": {
        "table": "",
        "checks": [
            {"check": "requests: received before issued", "result": "PASS", "message": "All 2,419 rows pass."},
            {"check": "requests: sex is known", "result": "WARNING", "message": "8 of 2,419 rows were set aside."},
        ],
        "assumptions": ["A plan issued on the 140th day after the request counts as issued within 20 weeks."],
        "notes": ["The contact log ends on 31 May 2022."],
    },
    "definitions": [
        {
            "id": measure,
            **{
                key: getattr(definition(measure), key)
                for key in ("title", "numerator", "denominator", "clock", "source", "caveat", "polarity")
            },
        }
        for measure in (ON_TIME, STRICT, "tribunal.registered", "front_door.rating")
    ],
    "software": "send-analysis 0.1.0",
}


# Figures


def figures(measure: str, counts: Mapping[tuple[Period, str], tuple[float, float | None]], topic: str = TOTAL) -> Figures:
    """Figures of one measure: numerator and denominator (None for a count) of each period and breakdown."""
    rule = definition(measure)
    rows = []
    for (period, breakdown), (numerator, denominator) in counts.items():
        rate = rule.unit == "percent" and denominator is not None
        lower, upper = (float(each) for each in wilson(numerator, denominator)) if rate else (float("nan"),) * 2
        rows.append(
            {
                "measure": measure,
                "area_code": "866",
                "area_name": "Swindon",
                "period_start": period.start,
                "period_end": period.end,
                "breakdown_topic": topic,
                "breakdown": breakdown,
                "numerator": numerator,
                "denominator": denominator,
                "value": 100 * numerator / denominator if rate else numerator,
                "unit": rule.unit,
                "lower": lower,
                "upper": upper,
                "symbol": "",
                "status": "computed",
                "source": "a test",
            }
        )
    return Figures(pd.DataFrame(rows))


def released(*tables: Figures) -> ReleasableFigures:
    """The figures after disclosure control, with their changes on the previous year."""
    whole = Figures(pd.concat([each.frame for each in tables], ignore_index=True))
    return protect(whole, Policy()).with_derived(lambda frame: changes_on_previous_year(frame, WINDOWS))


# Notebooks


def shown(html: str) -> NotebookNode:
    """An output as `release.show` makes it."""
    return new_output("display_data", {"text/html": html}, metadata={"send_analysis": {"kind": "shown"}})


def opened(section: str, context: Mapping[str, Any] = CONTEXT) -> NotebookNode:
    """The output of the cell that opens a release."""
    mark = {"kind": "release", "section": section, "params": "params/swindon/2022-06.yaml", "context": dict(context)}
    return new_output("display_data", {"text/html": "<p>the banner</p>"}, metadata={"send_analysis": mark})


def code(*outputs: NotebookNode, source: str = "release.show") -> NotebookNode:
    """A code cell with its outputs."""
    return new_code_cell(source, outputs=list(outputs))


def notebook(section: str, *cells: NotebookNode | str) -> NotebookNode:
    """An executed notebook as papermill leaves it: parameters, what papermill put in, opening cell, and the given cells."""
    parameters = new_code_cell('params = "params/swindon/2022-06.yaml"', metadata={"tags": ["parameters"]})
    injected = new_code_cell('params = "prepared"', metadata={"tags": ["injected-parameters"]})
    rest = [new_markdown_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    return new_notebook(cells=[parameters, injected, code(opened(section)), *rest])


def named(section: str, *cells: NotebookNode | str) -> tuple[str, NotebookNode]:
    """A section and its notebook, as `join` takes them; the first of the given cells is cell 3 to the analyst."""
    return section, notebook(section, *cells)


def joined(*cells: NotebookNode | str, section: str = "timeliness", **context: Any) -> NotebookNode:
    """A page of one section; `context` replaces parts of the page's facts."""
    return join([named(section, *cells)], {**deepcopy(CONTEXT), **context})


@pytest.fixture(scope="session")
def drawn() -> Mapping[str, str]:
    """What `present` draws, by name: tiles, a line chart, a bar chart, tables wide and narrow."""
    months, before = WINDOWS.months, [month.previous_year() for month in WINDOWS.months]
    on_time = {(month, TOTAL): (40.0 - 2 * at, 44.0) for at, month in enumerate(months)}
    on_time |= {(month, TOTAL): (33.0 + at % 4, 42.0) for at, month in enumerate(before)}
    year = WINDOWS.year_to_date
    on_time |= {(year, TOTAL): (118.0, 260.0), (year.previous_year(), TOTAL): (190.0, 241.0)}
    timeliness = released(figures(ON_TIME, on_time))
    series = (Header("This year", ON_TIME), Header("Year before", ON_TIME, previous_year=True))
    monthly = Layout(
        "Plans issued within 20 weeks, including exceptions", "Month", period_headers(months), series, timeliness,
        previous_year=WINDOWS.previous_year,
    )  # fmt: skip
    ratings = {"exceeded": (1150.0, 1303.0), "met": (56.0, 1303.0), "not_met": (97.0, 1303.0)}
    may = Period.parse("2022-05")
    rated = released(figures("front_door.rating", {(may, name): counts for name, counts in ratings.items()}, "rating"))
    rows = tuple(Header(label(name), "front_door.rating", may, "rating", name) for name in ratings)
    bars = Layout("Contacts by rating, May 2022", "Rating", rows, (Header("May 2022"),), rated)
    on_time_row = (Header("On time", ON_TIME),)
    wide = Layout("Plans issued within 20 weeks, by month", "Measure", on_time_row, period_headers(months), timeliness)
    return {
        "tiles": tiles(timeliness, [ON_TIME], year, WINDOWS, topic=TOTAL, breakdown=TOTAL),
        "line": line_chart(monthly, target=100),
        "bars": bar_chart(bars),
        "table": table(bars, intervals=True),
        "wide table": table(wide),
    }


@pytest.fixture(scope="session")
def whole(drawn: Mapping[str, str]) -> Callable[[], NotebookNode]:
    """Makes the joined notebook of a whole page, anew at each call."""

    def make() -> NotebookNode:
        notebooks = [
            named(
                "timeliness",
                "## Timeliness of education, health and care plans\n\nThe law gives the authority 20 weeks.",
                code(shown(drawn["tiles"]), shown(drawn["line"])),
                "### Exceptions\n\n- absence from the area\n- a closed school",
                code(shown(drawn["wide table"])),
            ),
            named("quality", "## Quality of plans\n\nTeam leaders audit plans."),
            named("tribunal", "## Appeals\n\nTable: Grounds\n\n| Ground | Appeals |\n|---|--:|\n| Placement | 17 |"),
            named("front_door", "## Front door", code(shown(drawn["bars"]), shown(drawn["table"]))),
        ]
        return join(notebooks, deepcopy(CONTEXT))

    return make


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium, once for the tests of a module."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()
