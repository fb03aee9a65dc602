"""What a page says beside its sections: the plain data that a run, or a notebook's opening cell, hands to the template."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from markupsafe import Markup
from pydantic import AfterValidator, ConfigDict, ValidationError

from send_analysis.core.errors import PublicationError
from send_analysis.core.params.accent import Accent
from send_analysis.publish.part import Part
from send_analysis.publish.revised import RevisedList
from send_analysis.publish.teams import Team

#: HTML from `present.tables`: the only text of a context that the template does not escape.
Html = Annotated[str, AfterValidator(Markup)]


class Fact(Part):
    """One fact at the head of a paper, with an address to write to where there is one."""

    name: str
    value: str
    email: str = ""


class OtherDocument(Part):
    """Another document of the same release, by its title and file; one that is a `further` page is led to at the foot alone."""

    title: str
    file: str
    further: bool = False


class PreviousYear(Part):
    """Which year the authority compares with, and that in words."""

    kind: Literal["same_period", "outturn"]
    meaning: str


class Contact(Part):
    """Whom a reader can ask."""

    team: str
    email: str
    telephone: str = ""


class Check(Part):
    """The outcome of one check."""

    check: str
    result: str
    message: str


class Warned(Part):
    """What a reader must know before relying on some sections, by their names in params."""

    text: str
    sections: tuple[str, ...] = ()


class DataQuality(Part):
    """What the data-quality note says: warnings, the table of rows, the checks, the assumptions, and anything else."""

    warnings: tuple[Warned, ...] = ()
    table: Html = Markup()
    checks: tuple[Check, ...] = ()
    assumptions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def warnings_of(self, section: str) -> tuple[Warned, ...]:
        """The warnings that concern a section."""
        return tuple(warned for warned in self.warnings if section in warned.sections)

    @property
    def open_checks(self) -> tuple[Check, ...]:
        """The checks that are not passed."""
        return tuple(check for check in self.checks if check.result != "PASS")


class Definition(Part):
    """The definition of one measure, as far as a reader needs it; what else the registry holds is left out."""

    model_config = ConfigDict(extra="ignore")

    id: str
    title: str
    numerator: str
    denominator: str = ""
    clock: str = ""
    source: str
    caveat: str = ""
    polarity: Literal["high", "low", "none"]

    @property
    def section(self) -> str:
        """The section that the measure belongs to."""
        return self.id.split(".")[0]

    @property
    def short(self) -> str:
        """What is counted, and out of what, in one line."""
        return f"{self.numerator}, out of {self.denominator}" if self.denominator else self.numerator


class NamedLink(Part):
    """A name that leads to an address, or to a file beside the page."""

    name: str
    address: str


class Revision(Part):
    """What a release that is published again changes: its number from 1, the reason and the day in words."""

    number: int
    reason: str
    revised_on: str


class DataFile(Part):
    """A file of open data beside the page, `data/<name>.csv`, and its size in bytes where that is known.

    One that holds all figures of a section has a title, by which the page lists it; charts and tables lead to the others.
    """

    name: str
    title: str = ""
    size: int | None = None

    @property
    def kind(self) -> str:
        """What a reader is told of the file before following a link to it: "CSV, 2,310 bytes"."""
        return "CSV" if self.size is None else f"CSV, {self.size:,} bytes"


#: What a release's status means to a reader; a page without status says nothing of it.
_STATUS_IN_WORDS = {
    "": "",
    "draft": "Draft for checking. Not for publication.",
    "provisional": "Provisional: figures may still change",
    "final": "Final",
}


class Frame(Part):
    """What the frame of every page says (`frame.html.j2`): all that a page without notebooks needs beside its own text.

    Parameters
    ----------
    document : the kind of page, a class of its body.
    title, publisher : its heading, and whose page it is; both make the title.
    breadcrumb : the pages above this one, from the home page down.
    licence, contact, accent : None where the page names none; its colours are then the style sheet's own.
    others : the other documents of the release, by their files.
    status, revision : how far the release is, and what it changes where it was published before.
    """

    document: str = "page"
    title: str
    publisher: str
    synthetic: bool = False
    notice: str = ""
    breadcrumb: tuple[NamedLink, ...] = ()
    licence: NamedLink | None = None
    accent: Accent | None = None
    contact: Contact | None = None
    others: tuple[OtherDocument, ...] = ()
    published_on: str | None = None
    next_release_on: str | None = None
    status: Literal["", "draft", "provisional", "final"] = ""
    revision: Revision | None = None
    software: str = ""

    @property
    def status_in_words(self) -> str:
        """How far the release is; empty where nothing is said of it."""
        return _STATUS_IN_WORDS[self.status]

    @property
    def about_the_release(self) -> bool:
        """Whether there is anything to say about the release at the foot of the page."""
        return any((self.published_on, self.next_release_on, self.status, self.revision, self.contact, self.licence))


class Context(Frame):
    """The facts of one document. `introduction` is Markdown; every other text is shown as it is written.

    Parameters
    ----------
    data_files : the files of data beside the page, which charts and tables lead to.
    dictionary : the file that says what is in them; None where there is none.
    descriptions : the files that describe all of them for programs.
    pdf, workbook : the files of the page as a PDF and of all tables in a workbook; empty where there are none.
    revised : the figures revised since the last edition.
    methodology : the file of the methodology, where there is one: it then holds the whole definitions, and the page short ones.
    easy_read : the file of the easy-read page, where there is one: the page leads to it at its head.
    """

    document: Literal["performance_page", "committee_paper"] = "performance_page"
    authority: str
    period: str
    as_at: str
    facts: tuple[Fact, ...] = ()
    data_files: tuple[DataFile, ...] = ()
    dictionary: DataFile | None = None
    descriptions: tuple[NamedLink, ...] = ()
    pdf: str = ""
    workbook: str = ""
    methodology: str = ""
    easy_read: str = ""
    introduction: str = ""
    previous_year: PreviousYear | None = None
    sections: tuple[str, ...] = ()
    teams: tuple[Team, ...] = ()
    teams_table: Html = Markup()
    data_quality: DataQuality = DataQuality()
    revised: RevisedList = RevisedList()
    definitions: tuple[Definition, ...] = ()

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """The context from plain data.

        Raises
        ------
        PublicationError
            When something is missing, unknown or of the wrong type; every fault is named, without the value.
        """
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            faults = [f"  {'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors(include_input=False)]
            raise PublicationError("\n".join(["The page's context is not as it must be:", *faults])) from None

    @property
    def about_the_data(self) -> bool:
        """Whether there is anything to say in the data-quality note."""
        return bool(self.definitions) or self.data_quality != DataQuality()

    @property
    def section_files(self) -> tuple[DataFile, ...]:
        """The files of data that hold all figures of a section."""
        return tuple(file for file in self.data_files if file.title)

    def definitions_by_section(self) -> dict[str, list[Definition]]:
        """The definitions, grouped in the order in which their sections first appear."""
        groups: dict[str, list[Definition]] = {}
        for definition in self.definitions:
            groups.setdefault(definition.section, []).append(definition)
        return groups
