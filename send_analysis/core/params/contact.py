"""Whom a reader can ask."""

from pydantic import Field

from send_analysis.core.params.fields import Model


class Contact(Model):
    """Whom a reader can ask."""

    team: str
    email: str = Field(pattern=r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$")
    telephone: str = ""
