"""The registry of definitions: whole, well-formed, and the only place that measures take their ids from."""

import ast
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

from send_analysis import measures
from send_analysis.core.figures import Figures, concat_figures
from send_analysis.core.params.authority import FrontDoorStandard
from send_analysis.core.params.release import DATASETS, AppealableDecisions, NotebookName, Post, Team
from send_analysis.measures import front_door, quality, registry, teams, tribunal
from send_analysis.measures.catalogue import PUBLISHED_ONLY
from send_analysis.measures.registry import Definition, definition, definitions
from tests.measures.builders import SWINDON, dataset

ALL = list(definitions().values())
RATES = ("percent", "per 100")
UNITS = {
    *RATES, "weeks", "days", "requests", "assessments", "plans", "reviews", "cases", "appeals", "contacts", "rows", "actions",
    "milestones", "as stated", "items",
}  # fmt: skip

WHOLE = {
    "id": "front_door.asked", "title": "Questions asked", "label": "Questions", "dataset": "contacts", "unit": "contacts",
    "numerator": "questions", "polarity": "none", "about": "process", "source": "the contact log",
}  # fmt: skip


def every(names: list[Definition]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("measure", names, ids=lambda measure: measure.id)


# Every definition


@every(ALL)
def test_an_id_is_a_section_a_measure_and_perhaps_a_variant(measure):
    assert re.fullmatch(r"[a-z_]+\.[a-z0-9_]+(\.[a-z0-9_]+)?", measure.id)
    assert measure.section in {*get_args(NotebookName), "teams", "data_quality"}


@every(ALL)
def test_a_definition_says_what_is_counted_and_by_which_source(measure):
    assert all([measure.title, measure.label, measure.numerator, measure.source, measure.clock])
    assert measure.dataset in {*DATASETS, "teams", "all", "national"}
    assert measure.unit in UNITS
    assert len(measure.label) <= len(measure.title)


@every([each for each in ALL if each.unit in RATES])
def test_a_rate_says_of_what(measure):
    assert measure.denominator


@every([each for each in ALL if each.target is not None])
def test_a_target_belongs_to_a_rate_that_is_better_when_higher(measure):
    assert (measure.unit, measure.polarity) == ("percent", "high")
    assert 0 < measure.target <= 100


@every([each for each in ALL if each.total_of])
def test_a_rate_that_leaves_a_group_out_names_the_one_that_holds_it(measure):
    whole = definition(measure.total_of)
    assert (whole.dataset, whole.unit, whole.about) == (measure.dataset, measure.unit, measure.about)
    assert measure.total_of != measure.id
    assert not whole.total_of


@every([each for each in ALL if each.dataset in ("requests", "advice", "appeals")])
def test_measures_of_children_are_about_people(measure):
    assert measure.about == "people"


def test_the_measures_of_a_section_stand_together():
    sections = [section for section, _ in groupby(definitions().values(), key=lambda each: each.section)]
    assert len(sections) == len(set(sections))


def test_a_definition_is_found_by_its_id():
    assert definition("front_door.rating").title == "Contacts by rating of the response"
    assert definition("front_door.rating").section == "front_door"


# Something is wrong


def test_an_unknown_measure_is_refused():
    with pytest.raises(KeyError, match=r"front_door\.asked"):
        definition("front_door.asked")


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "asked"},
        {"id": "front_door.asked.by.phone"},
        {"id": "Front door.asked"},
        {"id": "front-door.asked"},
        {"polarity": "good"},
        {"about": "children"},
        {"target": "most"},
        {"owner": "nobody"},
        {"source": None},
    ],
)
def test_a_malformed_definition_is_refused(changes):
    assert Definition(**WHOLE)
    with pytest.raises(ValidationError):
        Definition(**WHOLE | changes)


def test_a_measure_that_is_defined_twice_is_refused(monkeypatch):
    monkeypatch.setattr(registry.yaml, "load", lambda text, **_: [WHOLE, WHOLE])
    with pytest.raises(ValueError, match="defines a measure twice"):
        definitions.__wrapped__()


# What the modules emit


def of_front_door() -> Figures:
    contacts = dataset("contacts")
    timed = [front_door.rating(contacts, FrontDoorStandard()), front_door.response_time(contacts, FrontDoorStandard())]
    return concat_figures([front_door.received(contacts), *timed])


def of_quality() -> Figures:
    audits, sections = dataset("audits"), dataset("audit_sections")
    links = dataset("golden_thread", [{"audit_id": "1", "need_section": "C", "provision_section": "G", "present": True}])
    by_section = [quality.section_grade(audits, sections), quality.section_good_or_better(audits, sections)]
    return concat_figures([quality.overall_grade(audits), *by_section, quality.golden_thread_breaks(audits, links)])


def of_teams() -> Figures:
    posts = (Post(title="Officer", established_fte=1.0, filled_fte=1.0),)
    return teams.filled_posts([Team(name="Team", posts=posts)], SWINDON, date(2022, 6, 22), "params")


def of_tribunal() -> Figures:
    appeals, decisions = dataset("appeals"), [AppealableDecisions(year=2021, decisions=100, source="tables")]
    return concat_figures(
        [tribunal.registered(appeals), tribunal.outcome(appeals), tribunal.appeal_rate(appeals, decisions)]
    )


@pytest.mark.parametrize(
    ("section", "emitted"),
    [("front_door", of_front_door), ("quality", of_quality), ("teams", of_teams), ("tribunal", of_tribunal)],
)
def test_a_section_emits_the_measures_that_the_registry_gives_it_and_their_units(
    section: str, emitted: Callable[[], Figures]
):
    figures = emitted()
    assert set(figures.measures) == {each.id for each in ALL if each.section == section} - PUBLISHED_ONLY
    for measure, unit in set(figures.frame[["measure", "unit"]].itertuples(index=False, name=None)):
        assert unit == definition(measure).unit


def ids_in(module: Path) -> Iterator[str]:
    """The ids of measures that a module's text holds, as patterns: what an f-string fills in may be anything."""
    begins = re.compile(rf"({'|'.join(sorted({each.section for each in ALL}))})\.[\w.]*")
    nodes = list(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    filled_in = [node.values for node in nodes if isinstance(node, ast.JoinedStr)]
    pieces = {id(piece) for values in filled_in for piece in values}
    whole = [[node] for node in nodes if isinstance(node, ast.Constant) and id(node) not in pieces]
    for values in filled_in + whole:
        texts = [value.value if isinstance(value, ast.Constant) else None for value in values]
        if texts and isinstance(texts[0], str) and begins.fullmatch(texts[0]):
            yield "".join(".+" if text is None else re.escape(str(text)) for text in texts)


MODULES = sorted(Path(measures.__path__[0]).glob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_every_measure_that_a_module_names_is_in_the_registry(module):
    for pattern in ids_in(module):
        assert any(re.fullmatch(pattern, each.id) for each in ALL), f"{pattern} is not in the registry"


@every([each for each in ALL if each.section != "data_quality"])  # counted by the run, not by a measure
def test_every_measure_in_the_registry_is_named_by_a_module(measure):
    assert any(re.fullmatch(pattern, measure.id) for module in MODULES for pattern in ids_in(module))
