"""What every part of a page's context is: plain data of known keys that nothing changes once it is made."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """Part of a context; a key that it does not know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)
