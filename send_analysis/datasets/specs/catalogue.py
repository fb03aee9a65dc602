"""All datasets, parents before the datasets whose rows belong to theirs."""

from send_analysis.core.params.release import DatasetName
from send_analysis.datasets.spec import Spec
from send_analysis.datasets.specs.advice import ADVICE
from send_analysis.datasets.specs.appeals import APPEALS
from send_analysis.datasets.specs.audit_sections import AUDIT_SECTIONS
from send_analysis.datasets.specs.audits import AUDITS
from send_analysis.datasets.specs.contacts import CONTACTS
from send_analysis.datasets.specs.golden_thread import GOLDEN_THREAD
from send_analysis.datasets.specs.improvement_actions import IMPROVEMENT_ACTIONS
from send_analysis.datasets.specs.needs import NEEDS
from send_analysis.datasets.specs.placements import PLACEMENTS
from send_analysis.datasets.specs.plans import PLANS
from send_analysis.datasets.specs.requests import REQUESTS
from send_analysis.datasets.specs.resolutions import RESOLUTIONS
from send_analysis.datasets.specs.reviews import REVIEWS

SPECS: dict[DatasetName, Spec] = {
    spec.name: spec
    for spec in (
        *(REQUESTS, ADVICE, PLANS, NEEDS, PLACEMENTS, REVIEWS),
        *(AUDITS, AUDIT_SECTIONS, GOLDEN_THREAD, APPEALS, CONTACTS, IMPROVEMENT_ACTIONS, RESOLUTIONS),
    )
}


def spec_of(name: str) -> Spec:
    """The dataset of a name that has been checked before, such as that of an opened one."""
    return {str(each): spec for each, spec in SPECS.items()}[name]
