"""The audits of plans since 4 April 2022: overall grades, grades by section, and the golden thread."""

import numpy as np
import pandas as pd

from send_analysis.synthetic.days import AS_AT, working_days
from send_analysis.synthetic.sampling import shuffled

#: The audit tool was launched on this day. Source: the Swindon page.
LAUNCHED = np.datetime64("2022-04-04")

AUDITOR = "statutory_team_leader"

#: 28 audits of new and amended plans, 21 of them Good: published on the Swindon page. The split by plan type, and the
#: other 7 grades, are synthetic.
PLAN_TYPES = {"new": 17, "amended": 11}
OVERALL = {"outstanding": 1, "good": 21, "requires_improvement": 5, "inadequate": 1}

GRADES = ("outstanding", "good", "requires_improvement", "inadequate")

#: Audits by grade, in the order of `GRADES`; those left of the 28 are not applicable. B and G are published on the Swindon
#: page (25 Good and 3 Outstanding; 7 Requires Improvement and 3 Inadequate); the rest is synthetic, and leaves B the
#: strongest section and G the weakest.
SECTION_GRADES = {
    "A": (2, 22, 4, 0),
    "B": (3, 25, 0, 0),
    "C": (1, 21, 5, 1),
    "D": (1, 20, 6, 1),
    "E": (1, 20, 6, 1),
    "F": (2, 20, 5, 1),
    "G": (1, 17, 7, 3),
    "H1": (1, 12, 4, 0),
    "H2": (0, 17, 4, 1),
    "I": (2, 25, 1, 0),
    "J": (0, 6, 2, 0),
    "K": (1, 24, 3, 0),
}

#: Links from a section of needs to a section of provision, and how many are broken: all synthetic. The Swindon page names
#: breaks from C to G without a number. A link is looked at where the provision section is applicable.
BREAKS = {("B", "F"): 1, ("C", "G"): 9, ("D", "H1"): 1, ("D", "H2"): 2}

#: How far chance moves a section's grade away from the plan's overall grade, in steps between grades.
SPREAD = 0.8


def make_audits(rng: np.random.Generator) -> pd.DataFrame:
    """One row per audit, in order of date."""
    size = sum(OVERALL.values())
    return pd.DataFrame(
        {
            "audit_id": [f"SYN-A-{number:03d}" for number in range(1, size + 1)],
            "plan_type": shuffled(rng, PLAN_TYPES),
            "audited_on": np.sort(rng.choice(working_days(LAUNCHED, AS_AT), size=size)),
            "auditor_role": AUDITOR,
            "overall_grade": shuffled(rng, OVERALL),
        }
    )


def make_audit_sections(rng: np.random.Generator, audits: pd.DataFrame) -> pd.DataFrame:
    """One row per audit and section; a plan with a better overall grade tends to have the better sections."""
    overall = audits["overall_grade"].map({grade: step for step, grade in enumerate(GRADES)}).to_numpy()
    sections = [
        pd.DataFrame({"audit_id": audits["audit_id"], "section": section, "grade": _grades(rng, overall, counts)})
        for section, counts in SECTION_GRADES.items()
    ]
    return pd.concat(sections).sort_values("audit_id", kind="stable", ignore_index=True)


def _grades(rng: np.random.Generator, overall: np.ndarray, counts: tuple[int, ...]) -> np.ndarray:
    """A section's grades: the best go to the plans that are best overall, give or take chance."""
    applicable = np.sort(rng.permutation(len(overall))[: sum(counts)])
    best_first = applicable[np.argsort(overall[applicable] + rng.normal(0, SPREAD, len(applicable)))]
    grades = np.full(len(overall), "not_applicable", dtype=object)
    grades[best_first] = np.repeat(GRADES, counts)
    return grades


def make_golden_thread(rng: np.random.Generator, sections: pd.DataFrame) -> pd.DataFrame:
    """One row per audit and link; the links are broken where the provision section has the lowest grades."""
    links = []
    for (need, provision), broken in BREAKS.items():
        graded = sections[sections["section"].eq(provision) & sections["grade"].ne("not_applicable")]
        steps = graded["grade"].map({grade: step for step, grade in enumerate(GRADES)}).to_numpy()
        worst_first = np.argsort(-(steps + rng.random(len(steps)) / 2))
        present = np.ones(len(graded), dtype=bool)
        present[worst_first[:broken]] = False
        link = {"audit_id": graded["audit_id"], "need_section": need, "provision_section": provision, "present": present}
        links.append(pd.DataFrame(link))
    return pd.concat(links).sort_values("audit_id", kind="stable", ignore_index=True)
