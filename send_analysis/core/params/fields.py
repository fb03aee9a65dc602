"""The kinds of value that params hold, read strictly: a date is a date, a period is a period, a number never a date."""

import re
from datetime import date, time
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from send_analysis.core.period import PERIOD_FORMS, Period

#: What stands in place of a day that nobody has told: to say so is not to have forgotten it.
NOT_STATED = "not stated"


class Model(BaseModel):
    """Base of all params: unknown keys are faults, nothing is converted silently, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True)


def _read_date(value: Any) -> date:
    text = str(value)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(f"{text!r} is not a date; write year-month-day, for instance 2022-06-22")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} does not exist in the calendar") from None


def read_day_or_text(value: Any) -> date | str:
    """A date where the text is written as one, otherwise the words themselves."""
    text = "" if value is None else str(value).strip()
    if not text:
        raise ValueError("is blank. Write a date, or in words what is known of it")
    return _read_date(text) if re.fullmatch(r"[\d./-]+", text) else text


def _read_period(value: Any) -> Period:
    try:
        return Period.parse(str(value))
    except ValueError as error:
        raise ValueError(str(error)) from None


def _read_day_or_month(value: Any) -> Period:
    text = str(value)
    if re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", text):
        return Period.parse(text)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(f"{text!r} is neither a date nor a month; write 2022-06-22, or 2022-06 where no day is known")
    day = _read_date(text)
    return Period(day, day)


def _read_day_or_period(value: Any) -> Period:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value)):
        return _read_day_or_month(value)
    try:
        return Period.parse(str(value))
    except ValueError:
        raise ValueError(f"{str(value)!r} is neither a date nor a period; write 2022-06-22, or {PERIOD_FORMS}") from None


def _read_day_or_not_stated(value: Any) -> date | str:
    if value == NOT_STATED:
        return NOT_STATED
    try:
        return _read_date(value)
    except ValueError as error:
        raise ValueError(f"{error}, or: {NOT_STATED}") from None


def _read_time(value: Any) -> time:
    text = str(value)
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
        raise ValueError(f"{text!r} is not a time of day; write hours and minutes in quotes, for instance '09:00'")
    return time.fromisoformat(text)


Day = Annotated[
    date,
    BeforeValidator(_read_date),
    WithJsonSchema({"type": "string", "format": "date", "description": "year-month-day, for instance 2022-06-22"}),
]
DayOrMonth = Annotated[
    Period,
    BeforeValidator(_read_day_or_month),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\d{4}-\d{2}(-\d{2})?$",
            "description": "2022-06-22, or 2022-06 where no day is known",
        }
    ),
]
DayOrPeriod = Annotated[
    Period,
    BeforeValidator(_read_day_or_period),
    WithJsonSchema({"type": ["string", "integer"], "description": f"2022-06-22, or {PERIOD_FORMS}"}),
]
DayOrNotStated = Annotated[
    date | str,
    BeforeValidator(_read_day_or_not_stated),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"const": NOT_STATED}]}),
]
ReportedPeriod = Annotated[
    Period,
    BeforeValidator(_read_period),
    WithJsonSchema({"type": ["string", "integer"], "description": PERIOD_FORMS}),
]
TimeOfDay = Annotated[
    time,
    BeforeValidator(_read_time),
    WithJsonSchema({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}),
]
