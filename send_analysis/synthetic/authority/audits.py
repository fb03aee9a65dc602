"""The audits of plans issued lately: overall grades, grades by section, and the golden thread."""

import numpy as np
import pandas as pd
import pyarrow as pa

from send_analysis.synthetic.audits import AUDITOR, BREAKS, GRADES, SECTION_GRADES
from send_analysis.synthetic.authority import calibration
from send_analysis.synthetic.authority.columns import dates, flags, keys, same, stacked
from send_analysis.synthetic.authority.drawing import Days, Numbers, as_days, chance, last_working_day, later, places
from send_analysis.synthetic.authority.span import Span

#: Plans issued in so many days up to the last one may have been audited, and so many days after their issue.
LOOKED_BACK = 550
DAYS_TO_AUDIT = (20, 120)

#: Audits by grade in the example, of which one grade more is that the section is not applicable.
_AUDITS = 28
_NOT_APPLICABLE = len(GRADES)


def audit_days(rng: np.random.Generator, span: Span, cases: pd.DataFrame) -> Days:
    """The days of the audits, in order: each of a plan that was issued shortly before."""
    issued = as_days(cases["plan_issued_on"])
    recent = issued >= later(span.last, -LOOKED_BACK)
    chosen = issued[recent & chance(rng, calibration.AUDITED, len(issued))]
    days = last_working_day(later(chosen, rng.integers(*DAYS_TO_AUDIT, len(chosen))))
    return np.sort(days[days <= span.last])


def make_audits(rng: np.random.Generator, numbers: Numbers, days: Days) -> dict[str, pa.Table]:
    """Some audits with their sections and links, by dataset."""
    size = len(numbers)
    ids = keys("A", numbers)
    overall = places(rng, list(calibration.AUDIT_GRADES.values()), size)
    plan_type = places(rng, list(calibration.PLAN_TYPES.values()), size)
    grades = {section: _grades(rng, counts, size) for section, counts in SECTION_GRADES.items()}
    audits = {
        "audit_id": ids,
        "plan_type": pa.array(list(calibration.PLAN_TYPES)).take(pa.array(plan_type)),
        "audited_on": dates(days),
        "auditor_role": same(AUDITOR, size),
        "overall_grade": pa.array(list(calibration.AUDIT_GRADES)).take(pa.array(overall)),
    }
    return {
        "audits": pa.table(audits),
        "audit_sections": stacked([_section(ids, section, grade) for section, grade in grades.items()]),
        "golden_thread": stacked([_link(rng, ids, link, grades[link[1]]) for link in BREAKS]),
    }


def _grades(rng: np.random.Generator, counts: tuple[int, ...], size: int) -> Numbers:
    """The place of each audit's grade in a section, the last place for not applicable."""
    return places(rng, [*counts, _AUDITS - sum(counts)], size)


def _section(ids: pa.Array, section: str, grade: Numbers) -> tuple[np.ndarray, dict[str, pa.Array]]:
    words = pa.array([*GRADES, "not_applicable"]).take(pa.array(grade))
    size = len(grade)
    return np.ones(size, dtype=bool), {"audit_id": ids, "section": same(section, size), "grade": words}


def _link(
    rng: np.random.Generator, ids: pa.Array, link: tuple[str, str], grade: Numbers
) -> tuple[np.ndarray, dict[str, pa.Array]]:
    """A link, which is looked at where its provision is applicable, and as often broken as in the example."""
    size = len(grade)
    broken = chance(rng, BREAKS[link] / sum(SECTION_GRADES[link[1]]), size)
    values = {
        "audit_id": ids,
        "need_section": same(link[0], size),
        "provision_section": same(link[1], size),
        "present": flags(~broken),
    }
    return grade != _NOT_APPLICABLE, values
