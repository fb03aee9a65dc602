"""What an authority states of how accessible its pages are: the facts of the accessibility statement that the law asks for."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from send_analysis.core.params.contact import Contact
from send_analysis.core.params.fields import Day, DayOrMonth, Model
from send_analysis.core.params.publication import WEB_ADDRESS
from send_analysis.core.params.success_criteria import CRITERIA, STANDARD

Text = Annotated[str, Field(min_length=1, pattern=r"\S")]


def _of_the_standard(number: str) -> str:
    if number not in CRITERIA:
        raise ValueError(
            f"{number!r} is no success criterion of WCAG {STANDARD}; write its number alone, for instance 1.4.10 for Reflow"
        )
    return number


Criterion = Annotated[
    str,
    AfterValidator(_of_the_standard),
    WithJsonSchema({"type": "string", "enum": list(CRITERIA), "description": f"a success criterion of WCAG {STANDARD}"}),
]


class _Gap(Model):
    """Something that is not accessible."""

    what: Text = Field(description="what cannot be used, and by whom, in words that a reader can act on")
    criteria: tuple[Criterion, ...] = Field(strict=False, min_length=1, description="the success criteria that it fails")
    instead: str = Field(default="", description="what a reader can use in its place")


class KnownIssue(_Gap):
    """Something that fails the standard and is to be mended."""

    fix_by: DayOrMonth | None = Field(default=None, description="when it is to be mended")


class Burden(_Gap):
    """Something that fails the standard and that it would be a disproportionate burden to mend."""

    why: Text = Field(description="what the assessment of the burden came to")


class OutOfScope(Model):
    """Something that the regulations exempt."""

    what: Text
    why: Text = Field(description="the exemption")


class AccessibilityParams(Model):
    """The authority's assessment of its pages, for their accessibility statement; it holds for all its releases."""

    notice: str = Field(default="", description="what a reader must know before the statement, said at its top")
    compliance: Literal["fully", "partially", "not"] = Field(description=f"with WCAG {STANDARD}")
    contact: Contact | None = Field(default=None, description="whom to tell of problems; the authority's when left out")
    response_working_days: int | None = Field(default=None, ge=1, le=60, description="in how many a reply comes")
    alternative_formats: str = Field(default="", description="in a sentence: which other formats can be asked for")
    known_issues: tuple[KnownIssue, ...] = Field(default=(), strict=False)
    disproportionate_burden: tuple[Burden, ...] = Field(default=(), strict=False)
    out_of_scope: tuple[OutOfScope, ...] = Field(default=(), strict=False)
    statement_prepared_on: Day
    last_reviewed_on: Day
    last_tested_on: Day | None = None
    tested_by: str = Field(default="", description="who carried the test out, as it follows 'carried out by'")
    sample: str = Field(default="", description="in a sentence: which pages were tested, and how they were chosen")
    website_statement: str | None = Field(
        default=None, pattern=WEB_ADDRESS, description="the address of the statement of the authority's whole website"
    )

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if faults := "; ".join(self._faults()):
            raise ValueError(faults)
        return self

    def _faults(self) -> Iterator[str]:
        listed = bool(self.known_issues or self.disproportionate_burden)
        if self.compliance == "fully" and listed:
            yield "compliance: fully leaves nothing for known_issues or disproportionate_burden; write partially"
        if self.compliance != "fully" and not listed and not self.out_of_scope:
            yield f"compliance: {self.compliance} says what is not accessible; list it under known_issues"
        if self.compliance != "not" and self.last_tested_on is None:
            yield f"compliance: {self.compliance} rests on a test; add last_tested_on and tested_by"
        if (self.last_tested_on is None) != (not self.tested_by.strip()):
            yield "last_tested_on and tested_by stand together; add the other, or take both out"
        if self.sample and self.last_tested_on is None:
            yield "sample tells of a test; add last_tested_on and tested_by, or take it out"
        yield from self._faults_of_days()

    def _faults_of_days(self) -> Iterator[str]:
        if self.last_reviewed_on < self.statement_prepared_on:
            yield f"last_reviewed_on lies before statement_prepared_on ({self.statement_prepared_on})"
        if self.last_tested_on is not None and self.last_tested_on > self.last_reviewed_on:
            yield f"last_tested_on lies after last_reviewed_on ({self.last_reviewed_on}); review the statement after a test"
