"""What params map to is held against the datasets before anything is read."""

import re

import pytest
import yaml

from send_analysis.core.params.release import ReleaseParams
from send_analysis.datasets.mapping_rules import mapping_rule
from tests.project import ROOT


def faults(**extracts: object) -> dict[str, str]:
    """What is wrong with the extracts of a release, by place."""
    release = ReleaseParams.model_validate(
        {"authority": "swindon", "period": "2022-06", "as_at": "2022-06-22", "extracts": extracts}
    )
    return {".".join(map(str, place)): message for place, message in mapping_rule(release)}


def fault(dataset: str, **mapping: object) -> tuple[str, str]:
    found = faults(**{dataset: {"path": "rows.csv", **mapping}})
    assert len(found) == 1
    return next(iter(found.items()))


def test_a_sound_mapping_has_no_fault():
    assert not faults(
        requests={
            "path": "rows.csv",
            "columns": {"Ref": "request_id", "Request date": "received_on"},
            "values": {
                "decision": {"Y": "assess", "": "pending"},
                "exception_grounds": {"Both": "school_closure; absence from area", "None": ""},
                "received_on": {"not known": ""},
            },
            "constants": {"late_cause": "", "exception_grounds": "", "decision_on": "2022-06-22"},
            "date_formats": {"received_on": "%d.%m.%y"},
        },
        contacts={"path": "rows.csv", "constants": {"channel": "Email"}, "date_formats": {"received_at": "excel"}},
        plans={"path": "rows.csv", "values": {"active": {"open": "yes"}}, "constants": {"sex": "not stated"}},
    )


def test_a_column_that_the_dataset_does_not_have_is_named_with_the_nearest():
    place, said = fault("requests", columns={"Request date": "recieved_on"})
    assert place == "extracts.requests.columns.Request date"
    assert said.startswith("`recieved_on` is not a column of requests. Did you mean `received_on`? Its columns: request_id,")


@pytest.mark.parametrize(
    "mapping",
    [{"values": {"decison": {"Y": "assess"}}}, {"constants": {"decison": "assess"}}, {"date_formats": {"decison": "excel"}}],
)
def test_so_is_one_whose_values_constant_or_dates_are_given(mapping):
    place, said = fault("requests", **mapping)
    assert place == f"extracts.requests.{next(iter(mapping))}.decison"
    assert "Did you mean `decision`?" in said


def test_two_columns_cannot_be_mapped_to_one():
    place, said = fault("requests", columns={"a": "received_on", "b": "received_on"})
    assert (place, said) == ("extracts.requests.columns.b", "received_on is mapped from `a` already. Keep one of them.")


def test_a_value_that_a_code_does_not_have_is_named_with_the_nearest():
    place, said = fault("requests", values={"decision": {"Y": "asess"}})
    assert place == "extracts.requests.values.decision.Y"
    assert said == (
        "`asess` is not allowed in decision. Did you mean `assess`? "
        "Allowed: assess, not_assess, withdrawn, pending, historical. A blank is ''."
    )


@pytest.mark.parametrize(
    ("dataset", "values", "said"),
    [
        ("requests", {"exception_grounds": {"x": "school_closure;away"}}, "not_stated (several with ; between them)."),
        ("plans", {"active": {"x": "open"}}, "It must be true or false."),
        ("requests", {"received_on": {"x": "06/22/2022"}}, "It must be a day such as 2022-06-22."),
        ("contacts", {"received_at": {"x": "2022-06-22"}}, "It must be a day and time such as 2022-06-22 14:30."),
        ("requests", {"request_id": {"x": "#N/A"}}, "It must be an identifier."),
    ],
)
def test_a_value_must_be_readable_in_its_column(dataset, values, said):
    assert said in fault(dataset, values=values)[1]


def test_one_value_cannot_mean_two_things():
    place, said = fault("requests", values={"decision": {"Y": "assess", "y ": "not_assess"}})
    assert place == "extracts.requests.values.decision.y "
    assert said == "stands twice, with other capitals or spaces. Keep one of them."


def test_a_constant_must_be_readable_and_given_where_a_value_must_be():
    assert fault("contacts", constants={"channel": "fax"})[1] == (
        "`fax` is not allowed in channel. Allowed: email, phone, post, portal."
    )
    assert fault("contacts", constants={"channel": " "})[1].startswith("is blank, and channel must be given in every row.")


def test_a_column_is_mapped_or_constant_and_not_both():
    place, said = fault("contacts", columns={"How": "channel"}, constants={"channel": "email"})
    assert (place, said) == ("extracts.contacts.constants.channel", "has a column mapped to it as well. Keep one of them.")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("%d.%m", "does not name a day, a month and a year once each"),
        ("%d.%m.%y %z", "has %z, which is not read"),
        ("%x", "has %x, which is not read"),
        ("dd.mm.yy", "does not name a day"),
        ("%d.%m.%y %H:%H", "names a part twice"),
        ("%", "has %, which is not read"),
        ("Excel", "does not name a day"),
    ],
)
def test_a_form_of_dates_must_name_a_day(form, said):
    assert said in fault("requests", date_formats={"received_on": form})[1]


def test_a_form_of_moments_has_a_time_of_day():
    assert "has no time of day" in fault("contacts", date_formats={"received_at": "%d.%m.%y"})[1]


def test_only_dates_have_a_form():
    assert fault("needs", date_formats={"need": "excel"})[1] == "need is not a column of dates. needs has none."
    assert (
        "Those of advice are requested_on, received_on and returned_on."
        in (fault("advice", date_formats={"agency": "excel"})[1])
    )


def test_a_sen2_return_is_not_mapped_and_that_is_said_once():
    found = faults(sen2={"path": "return.xml", "columns": {"a": "b"}})
    assert found == {"extracts.requests.columns": "is given for a SEN2 return, whose columns are known. Take it out."}


def test_a_sen2_return_without_a_mapping_has_no_fault():
    assert not faults(sen2="return.xml", contacts="contacts.csv")


@pytest.mark.parametrize("page", ["how-to-map-an-extract.md", "how-to-databases.md"])
def test_the_examples_in_the_documents_have_no_fault(page):
    examples = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert examples
    for example in examples:
        assert not faults(**yaml.load(example, Loader=yaml.BaseLoader)["extracts"])
