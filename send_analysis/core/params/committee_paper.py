"""What `committee_paper:` holds: whom the paper goes to, what it asks for, and the texts that only people can write.

The texts are Markdown, with figures as in `commentary`: `{{ figure("measure") }}`. What somebody said stands under
`statements`, word for word.
"""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from send_analysis.core.params.contact import Contact
from send_analysis.core.params.fields import Day, Model, read_day_or_text

#: What a paper says of the day of the meeting, or of a day on which something was raised, where its source gives none.
NOT_STATED = "not stated"


def _written(text: str) -> str:
    if not text.strip():
        raise ValueError("is blank. Write the text")
    return text


#: A text that is not blank.
Words = Annotated[str, AfterValidator(_written), WithJsonSchema({"type": "string", "minLength": 1})]

#: The day of a meeting, or what is known of it in words, for instance "September 2020".
DayInWords = Annotated[
    date | str,
    BeforeValidator(read_day_or_text),
    WithJsonSchema({"type": "string", "description": 'year-month-day, or words such as "September 2020"'}),
]


class Author(Model):
    """Who wrote the paper: a post, never a name."""

    post: Words
    email: str = Field(pattern=r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$")


class Risk(Model):
    """A risk and what is done about it."""

    risk: Words
    response: Words = Field(description="what is done about it")
    owner: str = Field(default="", description="the post that answers for it")


class Implication(Model):
    """What the paper's proposals mean for money, the law or equality; or why there is nothing to say of it."""

    text: str = ""
    none_because: str = ""


#: What stands where somebody has yet to write, or has not said why there is nothing; compared without case and signs.
_NO_WORDS = frozenset({"", "tbc", "tbd", "todo", "na", "nil", "none", "xx", "xxx", "tobeconfirmed", "notapplicable"})

_WHAT_TO_WRITE = (
    "is blank. Write in a sentence or two what the paper means for it. Where there is nothing to say, say why, "
    "for instance {none_because: no change of a service is proposed}"
)


def _says_something(text: str) -> bool:
    return "".join(filter(str.isalnum, text.casefold())) not in _NO_WORDS


def _read_implication(value: Any) -> Any:
    """A text alone, or a mapping; whatever is blank is refused with what to write."""
    given = value if isinstance(value, dict) else {"text": value}
    said = [
        each
        for key, each in given.items()
        if key in Implication.model_fields and isinstance(each, str) and _says_something(each)
    ]
    unknown = set(given) - set(Implication.model_fields)
    if not said and not unknown:
        raise ValueError(_WHAT_TO_WRITE)
    if len(said) > 1:
        raise ValueError("says something and that there is nothing to say. Keep one of text and none_because")
    return given


ImplicationField = Annotated[
    Implication,
    BeforeValidator(_read_implication),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "properties": {"none_because": {"type": "string", "minLength": 1}},
                    "required": ["none_because"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


class Implications(Model):
    """The three implications that a paper of a council states; none may be left blank without a reason."""

    financial: ImplicationField
    legal: ImplicationField
    equality: ImplicationField

    @model_validator(mode="before")
    @classmethod
    def _asks_for_each(cls, value: Any) -> Any:
        if value is None:
            value = {}
        return dict.fromkeys(cls.model_fields) | value if isinstance(value, dict) else value


class Statement(Model):
    """What somebody said, word for word; printed as their statement, with its measure and source or that these are not stated."""

    who: Words = Field(description="who said it: members, a committee, a post; never a name")
    said: Words
    measure: str = ""
    source: str = ""


class Resolution(Model):
    """A resolution of the committee, or a question of its members: the columns of the dataset `resolutions`, row by row."""

    raised_on: Day | None = None
    kind: Literal["resolution", "question"]
    raised_by: Words
    text: Words
    asks_for_action: bool = True
    answer: str = ""
    answered_on: Day | None = None
    due_on: Day | None = None
    due_text: str = Field(default="", description="how the paper says the day, for instance February 2021")

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if bool(self.answer.strip()) != (self.answered_on is not None):
            raise ValueError("has an answer or the day of one, and not both. Give answer and answered_on together")
        for name in ("answered_on", "due_on"):
            day = getattr(self, name)
            if day is not None and self.raised_on is not None and day < self.raised_on:
                raise ValueError(f"{name} ({day}) lies before raised_on ({self.raised_on})")
        return self


class SupportingDocument(Model):
    """A document that the paper rests on; where to find it is said in words, because the paper stands alone."""

    title: Words
    where: str = ""


def _title_alone(value: Any) -> Any:
    return {"title": value} if isinstance(value, str) else value


DocumentField = Annotated[
    SupportingDocument,
    BeforeValidator(_title_alone),
    WithJsonSchema({"anyOf": [{"type": "string", "minLength": 1}, SupportingDocument.model_json_schema()]}),
]


class CommitteePaper(Model):
    """One paper for one meeting of one committee."""

    committee: Words = Field(description="its full name")
    meeting_on: DayInWords = NOT_STATED
    title: Words
    report_author: Author
    contact: Contact | None = Field(default=None, description="whom members can ask; the authority's contact when left out")
    summary: Words = Field(description="one page for members in plain English, about 150 to 250 words")
    purpose: Words
    recommendations: tuple[Words, ...] = Field(
        strict=False, min_length=1, description='each goes on from "The Committee is asked to:"'
    )
    background: str = ""
    quality_of_plans: str = ""
    risks: tuple[Risk, ...] = Field(default=(), strict=False)
    resolutions: tuple[Resolution, ...] = Field(
        default=(), strict=False, description="of the last meeting; or name an extract of the dataset resolutions"
    )
    statements: tuple[Statement, ...] = Field(default=(), strict=False)
    implications: Implications
    next_steps: str = ""
    glossary: dict[Annotated[str, Field(min_length=1)], Words] = Field(
        default_factory=dict, description="abbreviations of the authority's own, and what they stand for"
    )
    supporting_documents: tuple[DocumentField, ...] = Field(default=(), strict=False)

    @model_validator(mode="before")
    @classmethod
    def _asks_for_implications(cls, value: Any) -> Any:
        return {"implications": {}} | value if isinstance(value, dict) else value

    @property
    def texts(self) -> dict[tuple[str | int, ...], str]:
        """Every text that is Markdown and may take figures, by its place below `committee_paper`."""
        found: dict[tuple[str | int, ...], str] = {
            (name,): getattr(self, name) for name in ("summary", "purpose", "background", "quality_of_plans", "next_steps")
        }
        found |= {("recommendations", at): text for at, text in enumerate(self.recommendations)}
        for at, each in enumerate(self.risks):
            found |= {("risks", at, "risk"): each.risk, ("risks", at, "response"): each.response}
        for name in Implications.model_fields:
            each = getattr(self.implications, name)
            found[("implications", name)] = each.text or each.none_because
        return {place: text for place, text in found.items() if text.strip()}
