"""The JSON Schema says what params allow, so that an editor can complete and check them."""

import json

import jsonschema
import pytest
import yaml

from send_analysis.core.params.schema import schema
from tests.project import ROOT


class _AllText(yaml.SafeLoader):
    """YAML as an editor's schema check sees it: dates are text."""


_AllText.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        *(("release", f"swindon/{name}.yaml") for name in ("2022-06", "2022-04")),
        *(("release", f"anytown/{name}.yaml") for name in ("2025-09", "2025")),
        ("release", "oldham/2020-09.yaml"),
        ("authority", "swindon/authority.yaml"),
        ("authority", "oldham/authority.yaml"),
    ],
)
def test_the_shipped_params_fit_the_schema(kind: str, file: str) -> None:
    values = yaml.load((ROOT / "params" / file).read_text(encoding="utf-8"), Loader=_AllText)
    faults = jsonschema.Draft202012Validator(json.loads(schema(kind))).iter_errors(values)
    assert [fault.message for fault in faults] == []


@pytest.mark.parametrize(
    "wrong", [{"sectoins": []}, {"as_at": 5}, {"sections": ["timelines"]}, {"extracts": {"requests": 3}}]
)
def test_what_params_refuse_the_schema_refuses(wrong: dict[str, object]) -> None:
    good = {"authority": "swindon", "period": "2022-06", "as_at": "2022-06-22", "extracts": {"requests": "a.csv"}}
    validator = jsonschema.Draft202012Validator(json.loads(schema("release")))
    assert validator.is_valid(good)
    assert not validator.is_valid(good | wrong)
