"""The data dictionary says what the datasets are, and is up to date."""

from send_analysis.datasets.dictionary import data_dictionary
from send_analysis.datasets.specs.catalogue import SPECS
from tests.project import ROOT

FILE = ROOT / "docs" / "data-dictionary.md"


def test_the_file_is_what_the_definitions_say():
    assert FILE.read_text(encoding="utf-8") == data_dictionary(), (
        "docs/data-dictionary.md is out of date: write into it what "
        "python -c \"from send_analysis.datasets.dictionary import data_dictionary as d; print(d(), end='')\" prints"
    )


def test_every_dataset_column_code_and_rule_is_in_it():
    text = data_dictionary()
    for name, spec in SPECS.items():
        part = text.split(f"## {name}\n")[1].split("\n## ")[0]
        for column, each in spec.columns.items():
            line = next(line for line in part.splitlines() if line.startswith(f"| `{column}` |"))
            assert each.description in line
            assert all(f"`{value}`" in line for value in each.metadata["allowed"])
        for rule in spec.schema.checks:
            assert f"`{rule.title}` is never {rule.description}. {rule.error}" in part


def test_what_an_extract_must_have_is_said_for_each_column():
    requests = data_dictionary().split("## requests\n")[1]
    assert "| `received_on` | date | every row |" in requests
    assert "| `plan_issued_on` | date | column |" in requests
    assert "| `exception_grounds` | any of the values, `;` between them | column |" in requests
    assert "| `locality` | text | no |" in requests


def test_what_is_not_known_yet_is_said():
    text = data_dictionary()
    assert "* Where `outcome_on` lies after the day of the extract, `outcome_on` and `outcome` are taken as missing." in text
    assert "* Where `responded_at` lies after the day of the extract, `responded_at` is taken as missing." in text
