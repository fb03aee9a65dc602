"""The modules and fields of the return hang together, and no name means two things."""

import pytest

from send_analysis.sen2.fields import CEASE_REASONS, FIRST, HEADER, LATEST, MODULES, SEN_SETTINGS, SEN_TYPES, SEXES, Field
from send_analysis.sen2.names import plain

MODULE_FIELDS = [pytest.param(each.fields, id=name) for name, each in MODULES.items()] + [pytest.param(HEADER, id="header")]


def names_of(each: Field) -> set[str]:
    return {plain(name) for name in (each.xml, each.label, *each.aliases)}


def test_the_modules_are_those_of_the_return_in_its_order():
    assert list(MODULES) == "person requests assessment namedplan plandetail activeplans placementdetail senneed".split()


def test_each_module_hangs_on_an_earlier_one():
    order = list(MODULES)
    for name, each in MODULES.items():
        assert each.parent is None or order.index(each.parent) < order.index(name)


def test_the_request_is_the_hub():
    hub = {name: each.parent for name, each in MODULES.items()}
    assert hub["assessment"] == hub["activeplans"] == "requests"
    assert (hub["requests"], hub["namedplan"], hub["plandetail"]) == ("person", "assessment", "namedplan")
    assert hub["placementdetail"] == hub["senneed"] == "activeplans"


@pytest.mark.parametrize(
    ("module", "at_least", "at_most"),
    [
        ("requests", 1, None),
        ("assessment", 0, 1),
        ("namedplan", 0, 1),
        ("plandetail", 1, 2),
        ("activeplans", 0, 1),
        ("placementdetail", 1, None),
        ("senneed", 1, 2),
    ],
)
def test_how_many_records_there_may_be_is_as_the_guide_says(module, at_least, at_most):
    assert (MODULES[module].at_least, MODULES[module].at_most) == (at_least, at_most)


@pytest.mark.parametrize("fields", MODULE_FIELDS)
def test_no_name_means_two_fields(fields):
    met: set[str] = set()
    for each in fields:
        assert not met & names_of(each), each.name
        met |= names_of(each)


@pytest.mark.parametrize("fields", MODULE_FIELDS)
def test_a_field_belongs_to_versions_that_there_are(fields):
    assert all(FIRST <= each.since <= each.until <= LATEST for each in fields)


def test_gender_gives_way_to_sex_with_version_1_2():
    versions = {each.name: (each.since, each.until) for each in MODULES["person"].fields}
    assert versions["gender"] == ("1.0", "1.1")
    assert versions["sex"] == ("1.2", "1.3")


def test_residence_moves_from_the_plan_to_the_placement_with_version_1_2():
    for name in ("residential", "work_based_learning"):
        (plan,) = [each for each in MODULES["activeplans"].fields if each.name == name]
        (placement,) = [each for each in MODULES["placementdetail"].fields if each.name == name]
        assert (plan.until, placement.since) == ("1.1", "1.2")


def test_what_could_tell_a_person_is_marked_as_personal():
    personal = {each.name for each in MODULES["person"].fields if each.personal}
    assert personal == {"surname", "forename", "birth_date", "ethnicity", "postcode", "upn", "uln"}
    assert {each.name for each in HEADER if each.personal} == {"medical_officer", "clinical_officer", "social_care_officer"}


def test_the_codes_are_those_of_the_2025_return():
    assert list(CEASE_REASONS) == list("123456789")
    assert SEN_SETTINGS == ("OLA", "OPA", "EHE", "EYP", "OTH", "NEET", "NIEC", "NIEO")
    assert len(SEN_TYPES) == 13
    assert "DS" in SEN_TYPES
    assert (SEXES["1"], SEXES["2"]) == ("M", "F")
