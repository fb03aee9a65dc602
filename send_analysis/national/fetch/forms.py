"""The form of what the Department's service answers, held against what it documents before anything is made of it."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from send_analysis.core.errors import DataError

#: The longest text of the service that is shown or kept, in characters; the longest title seen has 110.
_LONGEST = 300


def plain(text: str) -> str:
    """A text of the service on one line, without characters that a terminal would obey, and not longer than a paragraph."""
    seen = re.sub(r"\s+", " ", "".join(each if each.isprintable() else " " for each in text)).strip()
    return seen if len(seen) <= _LONGEST else f"{seen[:_LONGEST]}…"


Text = Annotated[str, AfterValidator(plain)]


class Answer(BaseModel):
    """Something that the service tells; whatever else it tells is left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True, alias_generator=to_camel)


class Fault(Answer):
    """One thing that is wrong with a request, and the part of the request (`path`) that it is about."""

    message: Text
    path: Text | None = None


class Problem(Answer):
    """Why the service refuses a request, in the form of RFC 7807."""

    title: Text
    errors: tuple[Fault, ...] = ()

    @property
    def text(self) -> str:
        """The refusal in sentences; of many faults the first five."""
        faults = [f"{each.path}: {each.message}" if each.path else each.message for each in self.errors[:5]]
        return " ".join(f"{each.rstrip('.:')}." for each in [self.title, *faults])


Form = TypeVar("Form", bound=Answer)


def read_answer(content: Any, form: type[Form], about: str) -> Form:
    """An answer, decoded from JSON, in the form that the service documents.

    Raises
    ------
    DataError
        When it has another form; the message names the parts.
    """
    try:
        return form.model_validate(content)
    except ValidationError as error:
        wrong = ", ".join(_in_words(each) for each in error.errors(include_url=False, include_input=False)[:3])
        raise DataError(
            f"The Department's service answers about {about} in a form that is not known here: {wrong}. It may have changed "
            "since this program was made: see whether there is a newer version of the program."
        ) from None


def problem_in(content: Any) -> Problem | None:
    """The refusal that an answer holds; None where it is something else."""
    try:
        return Problem.model_validate(content)
    except ValidationError:
        return None


def _in_words(fault: Mapping[str, Any]) -> str:
    """A part that is wrong, without its value."""
    place = ".".join(map(str, fault["loc"])) or "the whole answer"
    return f"`{place}` is missing" if fault["type"] == "missing" else f"`{place}` is not as documented"
