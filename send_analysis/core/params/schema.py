"""The JSON Schema of params files, for editors that check and complete them."""

import json
from typing import Literal

from pydantic import BaseModel

from send_analysis.core.params.authority import AuthorityParams
from send_analysis.core.params.release import ReleaseParams

_MODELS: dict[str, type[BaseModel]] = {"authority": AuthorityParams, "release": ReleaseParams}


def schema(kind: Literal["authority", "release"]) -> str:
    """The JSON Schema (draft 2020-12) of authority.yaml or of a release's params, as text."""
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_MODELS[kind].model_json_schema(by_alias=True),
    }
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"
