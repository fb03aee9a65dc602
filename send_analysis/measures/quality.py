"""Quality assurance: how good the audited plans are, overall and section by section, and where provision does not meet needs."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from send_analysis.core.figures import CROSS, Figures, FigureTable
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.specs.audits import GRADES
from send_analysis.measures.tally import distribution, rate

#: The audited plans that a page reports on; audits of annual reviews are reported by themselves. Source: the Swindon page
#: ("28 new, and amended, EHCP's").
PLANS = ("new", "amended")


def overall_grade(audits: Dataset, periods: Sequence[Period] | None = None, plan_types: Sequence[str] = PLANS) -> Figures:
    """Share of each overall grade among the audited plans (topic "grade", all four always); unit percent, counts are plans.

    Parameters
    ----------
    audits : one row per audit; `plan_type`, `overall_grade` (category; missing: not counted), `audited_on` (datetime64, day).
    periods : plans *audited* in them are counted; the release's windows when left out.
    plan_types : the types of plan that are counted.
    """
    rows = _of_types(audits, plan_types)
    grade = rows["overall_grade"].cat.set_categories(GRADES)
    periods = periods or audits.windows.standard
    return distribution("quality.overall_grade", audits, rows["audited_on"], grade, periods, topic="grade")


def section_grade(
    audits: Dataset,
    audit_sections: Dataset,
    periods: Sequence[Period] | None = None,
    plan_types: Sequence[str] = PLANS,
) -> Figures:
    """Share of each grade among the plans in which a section applies (topic "section / grade"); unit percent, counts are plans.

    Parameters
    ----------
    audits : one row per audit; `audit_id`, `plan_type` (category), `audited_on` (datetime64, day).
    audit_sections : one row per audit and section; `audit_id`, `section`, `grade` (category). A section that is not applicable or
        has no grade is not counted; one of an audit that `audits` does not hold neither.
    periods : plans *audited* in them are counted; the windows of `audits` when left out. A period is available where both
        extracts cover it.
    plan_types : the types of plan that are counted.

    Returns
    -------
    Figures for every section and grade, "G / inadequate"; a section that applied in no audited plan is "z".
    """
    graded = _on_the_day_of_audit(audits, audit_sections, plan_types)
    rows = graded.rows
    crossed = rows["section"].astype(str) + CROSS + rows["grade"].astype(str)
    names = [section + CROSS + grade for section in rows["section"].cat.categories for grade in GRADES]
    return distribution(
        "quality.section_grade",
        graded,
        rows["audited_on"],
        pd.Series(pd.Categorical(crossed.where(rows["grade"].isin(GRADES)), names), index=rows.index),
        periods or graded.windows.standard,
        topic="section" + CROSS + "grade",
        within=lambda name: name.split(CROSS)[0],
    )


def section_good_or_better(
    audits: Dataset,
    audit_sections: Dataset,
    periods: Sequence[Period] | None = None,
    plan_types: Sequence[str] = PLANS,
) -> Figures:
    """Share of the plans in which a section is Good or Outstanding, by section (topic "section"); unit percent, counts are plans.

    Parameters and rules as for :func:`section_grade`.
    """
    graded = _on_the_day_of_audit(audits, audit_sections, plan_types)
    rows = graded.rows
    return rate(
        "quality.section_good_or_better",
        graded,
        rows["audited_on"].where(rows["grade"].isin(GRADES)),
        rows["grade"].isin(GRADES[:2]),
        periods or graded.windows.standard,
        topic="section",
        breakdown=rows["section"],
    )


def golden_thread_breaks(
    audits: Dataset,
    golden_thread: Dataset,
    periods: Sequence[Period] | None = None,
    plan_types: Sequence[str] = PLANS,
) -> Figures:
    """Share of the plans in which needs have no matching provision, by link (topic "link", "C to G"); unit percent.

    Parameters
    ----------
    audits : as for :func:`section_grade`.
    golden_thread : one row per audit and link examined; `audit_id`, `need_section`, `provision_section`, `present` (boolean;
        missing: not examined, not counted).
    periods, plan_types : as for :func:`section_grade`.

    Returns
    -------
    Figures for every link that the extract holds, in whatever period; numerator and denominator are plans in which the link was
    examined.
    """
    examined = _on_the_day_of_audit(audits, golden_thread, plan_types)
    rows = examined.rows
    present = rows["present"]
    link = pd.Categorical(_links(rows), sorted(_links(golden_thread.rows).dropna().unique()))
    return rate(
        "quality.golden_thread_breaks",
        examined,
        rows["audited_on"].where(present.notna()),
        present.eq(False),
        periods or examined.windows.standard,
        topic="link",
        breakdown=pd.Series(link, index=rows.index),
    )


def weakest_and_strongest(figures: FigureTable, period: Period) -> tuple[str, str]:
    """The weakest and the strongest section of the plans audited in a period, for instance ("G", "B").

    The weakest has the lowest share graded Good or Outstanding, then the highest share Inadequate; the strongest has the highest
    share Good or Outstanding, then the highest share Outstanding; then the first by letter. They are the same section when all
    sections are graded alike.

    Parameters
    ----------
    figures : a table that holds :func:`section_grade` for the period; nothing else in it matters.
    period : the period whose audits are meant.

    Returns
    -------
    Two sections; two empty texts when no section has been graded in the period, which a template asks with `{% if weakest %}`.

    Raises
    ------
    LookupError
        When the table does not hold :func:`section_grade` for the period at all.
    """
    grades = figures.select("quality.section_grade", over=period, topic="section" + CROSS + "grade").frame
    if grades.empty:
        raise LookupError(f"this table holds no grades of sections for {period.label}")
    grades[["section", "grade"]] = grades["breakdown"].str.split(CROSS, expand=True, regex=False).to_numpy()
    plans = grades.pivot(index="section", columns="grade", values="numerator").reindex(columns=GRADES)
    of = grades.groupby("section")["denominator"].first()
    rank = plans.assign(good_or_better=plans["outstanding"] + plans["good"]).div(of, axis=0).dropna().reset_index()
    if rank.empty:
        return "", ""
    weakest = rank.sort_values(["good_or_better", "inadequate", "section"], ascending=[True, False, True])
    strongest = rank.sort_values(["good_or_better", "outstanding", "section"], ascending=[False, False, True])
    return weakest["section"].iloc[0], strongest["section"].iloc[0]


def _links(rows: pd.DataFrame) -> pd.Series:
    return rows["need_section"].astype(str) + " to " + rows["provision_section"].astype(str)


def _of_types(audits: Dataset, plan_types: Sequence[str]) -> pd.DataFrame:
    return audits.rows[audits.rows["plan_type"].isin(list(plan_types))]


def _on_the_day_of_audit(audits: Dataset, details: Dataset, plan_types: Sequence[str]) -> Dataset:
    """The details of the audits of some types of plan, each with `audited_on`, for the days that both extracts cover."""
    days = _of_types(audits, plan_types)[["audit_id", "audited_on"]]
    start = max(audits.covers.start, details.covers.start)
    end = min(audits.covers.end, details.covers.end)
    return replace(
        details,
        rows=details.rows.merge(days, on="audit_id", validate="many_to_one"),
        covers=Period(start, max(start, end)),
        windows=audits.windows,
        holds_rows=audits.holds_rows and details.holds_rows,
    )
