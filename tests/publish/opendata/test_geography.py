"""The areas of England in the columns of the Department's files."""

import re

import pytest

from send_analysis.publish.opendata.geography import GEOGRAPHY, authorities, place, regions


def test_every_authority_has_codes_of_the_right_form_and_a_region() -> None:
    assert len({each.new_code for each in authorities()}) == len(authorities())
    for each in authorities():
        assert re.fullmatch(r"\d{3}", each.old_code)
        assert re.fullmatch(r"E(06|08|09|10)\d{6}", each.new_code)
        assert each.region_code in regions()
    assert len(regions()) == 9


@pytest.mark.parametrize(
    ("code", "name", "told"),
    [
        ("E92000001", "England", "National E92000001 England     "),
        ("E12000009", "South West", "Regional E92000001 England E12000009 South West   "),
        ("866", "Swindon", "Local authority E92000001 England E12000009 South West E06000030 866 Swindon"),
        ("825", "Bucks", "Local authority E92000001 England E12000008 South East E06000060 825 Buckinghamshire"),
        ("benchmark-x", "others", "National E92000001 England     "),
    ],
)
def test_an_area_is_told_by_level_country_region_and_authority(code: str, name: str, told: str) -> None:
    columns = place(code, name)
    assert tuple(columns) == GEOGRAPHY
    assert " ".join(columns.values()) == told
