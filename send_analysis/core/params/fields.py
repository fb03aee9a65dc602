"""The kinds of value that params hold, read strictly: a date is a date, a period is a period, a number never a date."""

import re
from datetime import date, time
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from send_analysis.core.period import PERIOD_FORMS, Period


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
