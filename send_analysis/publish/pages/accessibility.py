"""The accessibility statement of a release, in the model form of the accessibility regulations.

It claims nothing that the authority has not stated. Where params state nothing, it says that; what the gate looks at is said as
what it is, automatic checks.
"""

from collections.abc import Mapping
from typing import Any, Literal

from send_analysis.core.params.success_criteria import STANDARD
from send_analysis.publish.context import Contact, Frame
from send_analysis.publish.gate.audit import STATIC
from send_analysis.publish.pages.further import FurtherPage
from send_analysis.publish.part import Part

FILE = "accessibility.html"

#: The law that asks for the statement, by the name that it must be called by.
REGULATIONS = "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018"


class Gap(Part):
    """Something that is not accessible: the criteria that it fails, what to use instead, and when it is mended or why not."""

    what: str
    criteria: tuple[str, ...]
    instead: str = ""
    fix_by: str = ""
    why: str = ""


class Exempt(Part):
    """Something that the regulations do not ask of, and the exemption."""

    what: str
    why: str


class Statement(Part):
    """What the authority states, in words; what is empty it has not stated."""

    notice: str = ""
    compliance: Literal["fully", "partially", "not"]
    contact: Contact
    response: str = ""
    alternative_formats: str = ""
    known_issues: tuple[Gap, ...] = ()
    disproportionate_burden: tuple[Gap, ...] = ()
    out_of_scope: tuple[Exempt, ...] = ()
    prepared_on: str
    reviewed_on: str
    tested_on: str = ""
    tested_by: str = ""
    sample: str = ""
    website_statement: str = ""

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """All that fails the standard."""
        return (*self.known_issues, *self.disproportionate_burden)

    @property
    def reasons(self) -> str:
        """What stands between the pages and full compliance, by the model form's words; empty where nothing does."""
        exempt = self.disproportionate_burden or self.out_of_scope
        named = [name for name, there in (("non-compliances", self.known_issues), ("exemptions", exempt)) if there]
        return "" if self.compliance == "fully" else f"the {' and '.join(named)}"


class Accessibility(Frame):
    """The facts of the accessibility statement.

    Parameters
    ----------
    covers : the title of the release's front page, by which the statement calls what it applies to.
    statement : None where the authority has stated no assessment.
    rules : how many automatic checks stop a page from being published.
    """

    document: str = "accessibility"
    covers: str
    statement: Statement | None = None
    standard: str = STANDARD
    regulations: str = REGULATIONS
    rules: int = sum(rule.result == "FAIL" for rule in STATIC)

    @property
    def asked(self) -> Contact | None:
        """Whom to tell of a problem."""
        return self.statement.contact if self.statement else self.contact


def accessibility_page(facts: Mapping[str, Any]) -> FurtherPage:
    """The page from its facts, the fields of :class:`Accessibility`."""
    return FurtherPage(FILE, "accessibility.html.j2", Accessibility.model_validate(dict(facts)))
