"""The record of what disclosure control did: counted once for each figure, and the same in every section."""

import numpy as np
import pandas as pd
import pytest

from send_analysis.core.errors import DisclosureError
from send_analysis.core.figures import COLUMNS, Figures
from send_analysis.disclosure.audit import audit
from send_analysis.disclosure.protect import Policy, ReleasableFigures, protect

CAUSE, GROUND = "timeliness.late_cause", "timeliness.exceptions"


def released(counts: dict[str, int], measure: str = CAUSE, month: str = "2022-05") -> ReleasableFigures:
    """The released shares of a few categories in one month."""
    rows = [
        {
            "measure": measure, "area_code": "866", "area_name": "Swindon",
            "period_start": f"{month}-01", "period_end": f"{month}-28", "breakdown_topic": "topic", "breakdown": name,
            "numerator": count, "denominator": sum(counts.values()),
            "value": 100 * count / sum(counts.values()), "unit": "percent", "lower": np.nan, "upper": np.nan, "symbol": "",
            "status": "computed", "source": "requests.csv",
        }
        for name, count in counts.items()
    ]  # fmt: skip
    return protect(Figures(pd.DataFrame(rows, columns=list(COLUMNS))), Policy())


def record(shown: dict[str, ReleasableFigures], policy: Policy) -> dict[str, object]:
    """The audit of sections that showed these figures."""
    return audit({section: figures.frame for section, figures in shown.items()}, policy)


MAY = released({"late_advice": 20, "staff_capacity": 6, "other": 3})


def test_shown_and_withheld_figures_are_counted_by_measure():
    grounds = released({"school_closure": 9, "absence_from_area": 7}, GROUND)
    assert record({"timeliness": MAY, "quality": grounds}, Policy()) == {
        "withhold_up_to": 4,
        "measures": {CAUSE: {"shown": 1, "withheld": 2}, GROUND: {"shown": 2, "withheld": 0}},
    }


def test_the_counts_can_be_written_as_json():
    counts = record({"timeliness": MAY}, Policy())["measures"][CAUSE]
    assert {type(count) for count in counts.values()} == {int}


def test_a_figure_shown_in_two_sections_is_counted_once():
    twice = record({"timeliness": MAY, "committee": MAY.select(breakdown="other")}, Policy())
    assert twice == record({"timeliness": MAY}, Policy())


def test_a_figure_withheld_in_one_place_and_shown_in_another_is_refused():
    elsewhere = released({"late_advice": 20, "staff_capacity": 6})
    with pytest.raises(DisclosureError) as refusal:
        record({"timeliness": MAY, "committee": elsewhere}, Policy())
    assert str(refusal.value).startswith(f"{CAUSE}: 1 figures are withheld in one place and shown in another. ")
    assert "whole table that the measure returned" in str(refusal.value)


def test_every_figure_that_differs_is_counted_in_the_refusal():
    elsewhere = released({"late_advice": 20, "staff_capacity": 6, "other": 30})
    with pytest.raises(DisclosureError, match="2 figures are withheld in one place"):
        record({"timeliness": MAY, "committee": elsewhere}, Policy())


def test_the_same_breakdown_of_another_month_may_be_withheld():
    april = released({"late_advice": 20, "staff_capacity": 6, "other": 30}, month="2022-04")
    assert record({"timeliness": MAY, "committee": april}, Policy())["measures"][CAUSE] == {"shown": 4, "withheld": 2}


@pytest.mark.parametrize("shown", [{}, {"timeliness": protect(Figures.empty(), Policy())}])
def test_a_run_that_showed_nothing_has_a_record_of_nothing(shown):
    assert record(shown, Policy(9)) == {"withhold_up_to": 9, "measures": {}}


def test_a_section_that_showed_nothing_is_no_hindrance():
    nothing = protect(Figures.empty(), Policy())
    assert record({"quality": nothing, "timeliness": MAY}, Policy()) == record({"timeliness": MAY}, Policy())
