"""All datasets, parents before the datasets whose rows belong to theirs."""

from send_analysis.core.params.release import DatasetName
from send_analysis.datasets.advice import ADVICE
from send_analysis.datasets.appeals import APPEALS
from send_analysis.datasets.audit_sections import AUDIT_SECTIONS
from send_analysis.datasets.audits import AUDITS
from send_analysis.datasets.contacts import CONTACTS
from send_analysis.datasets.golden_thread import GOLDEN_THREAD
from send_analysis.datasets.needs import NEEDS
from send_analysis.datasets.placements import PLACEMENTS
from send_analysis.datasets.plans import PLANS
from send_analysis.datasets.requests import REQUESTS
from send_analysis.datasets.reviews import REVIEWS
from send_analysis.datasets.spec import Spec

SPECS: dict[DatasetName, Spec] = {
    spec.name: spec
    for spec in (
        *(REQUESTS, ADVICE, PLANS, NEEDS, PLACEMENTS, REVIEWS),
        *(AUDITS, AUDIT_SECTIONS, GOLDEN_THREAD, APPEALS, CONTACTS),
    )
}


def spec_of(name: str) -> Spec:
    """The dataset of a name that has been checked before, such as that of an opened one."""
    return {str(each): spec for each, spec in SPECS.items()}[name]
