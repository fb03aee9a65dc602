"""The names by which modules and fields are called, in every form and version, with the misspellings that have been met."""

import pytest

from send_analysis.sen2.fields import HEADER, MODULES
from send_analysis.sen2.names import field_named, header_field_named, is_housekeeping, local, module_named, plain

EVERY_FIELD = [(module, each) for module, own in MODULES.items() for each in own.fields]


@pytest.mark.parametrize(("module", "each"), EVERY_FIELD, ids=[f"{module}.{each.name}" for module, each in EVERY_FIELD])
def test_a_field_is_known_in_every_form_whatever_its_capitals(module, each):
    for name in (each.xml, each.xml.lower(), each.xml.upper(), each.label, each.label.upper(), f"{{urn:sen2}}{each.xml}"):
        assert field_named(module, name) == each.name


@pytest.mark.parametrize("each", HEADER, ids=lambda each: each.name)
def test_a_field_of_the_header_is_known_in_every_form(each):
    assert {header_field_named(name) for name in (each.xml, each.xml.lower(), each.label)} == {each.name}


@pytest.mark.parametrize(
    ("module", "name", "own"),
    [
        ("requests", "rquestsource", "request_source"),
        ("namedplan", "PlanWPB", "work_based_learning"),
        ("activeplans", "WPB", "work_based_learning"),
        ("placementdetail", "wpb", "work_based_learning"),
        ("person", "ULN", "uln"),
        ("placementdetail", "Placement entry date", "entered_on"),
    ],
)
def test_misspellings_and_other_names_are_known(module, name, own):
    assert field_named(module, name) == own


@pytest.mark.parametrize(
    "label",
    [
        "Date request was received",
        "2.1 Date request was received",
        "  date  request\nwas received ",
        "Date request was received *",
        "Date request was received\n(ccyy-mm-dd)",
        "2.1a. Date request was received (required)",
    ],
)
def test_a_label_may_have_an_item_number_a_star_a_remark_and_any_white_space(label):
    assert field_named("requests", label) == "received_on"


@pytest.mark.parametrize(
    ("module", "label", "own"),
    [
        ("person", "UPN and ULN unavailable – Reason", "upn_unknown"),
        ("plandetail", "Placement Rank (1=Primary, 2=Secondary)", "placement_rank"),
        ("senneed", "SEN Type of Need rank  (1=Primary, 2=Secondary)", "need_rank"),
        ("assessment", "20-week time limit exceptions apply", "exception"),
        ("activeplans", "Annual Review Meeting Date", "review_held_on"),
        ("activeplans", "EHC Plan Review Decisions Date", "review_decided_on"),
        ("activeplans", "Annual Review Decision", "review_outcome"),
    ],
)
def test_the_template_s_own_words_are_known(module, label, own):
    assert field_named(module, label) == own


def test_a_name_means_nothing_in_another_module():
    assert field_named("senneed", "ReceivedDate") is None
    assert field_named("requests", "Colour") is None


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("Requests", "requests"),
        ("REQUESTS", "requests"),
        ("{urn:sen2}SENneed", "senneed"),
        ("senneed", "senneed"),
        ("SEN Need Records", "senneed"),
        ("Person Record", "person"),
        ("Person Records", "person"),
        ("Active Plan", "activeplans"),
        ("ActivePlans", "activeplans"),
        ("Assessments", "assessment"),
        ("Plan Detail", "plandetail"),
    ],
)
def test_a_module_is_known_by_its_element_its_file_and_its_title(name, module):
    assert module_named(name) == module


def test_other_elements_are_no_module():
    assert module_named("Persons list") is None
    assert module_named("Header") is None


@pytest.mark.parametrize(
    "name", ["NativeId", "requeststableid", "personorderseqcolumn", "Record Type", "LA\n(From Header Record)"]
)
def test_what_the_forms_add_is_housekeeping(name):
    assert is_housekeeping(name)


def test_a_field_is_no_housekeeping():
    assert not is_housekeeping("ReceivedDate")
    assert not is_housekeeping("Laundry")


def test_a_plain_name_has_letters_and_digits_alone():
    assert plain("{urn:x}Week-20 (flag)*") == "week20"


def test_a_local_name_has_no_namespace():
    assert local("{urn:sen2}Person") == "Person"
