"""The XML message: every record in its place, whatever its spelling; and no file that could do harm."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from send_analysis.core.errors import DataError
from send_analysis.sen2.fields import MODULES, PLACE
from send_analysis.sen2.forms.xml_message import read_message
from send_analysis.sen2.tables import Batch
from tests.project import ROOT
from tests.sen2.returns import SOUND, person, read_values, request, write_xml, xml_of


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "return.xml"


def read(path: Path, persons: int = 10_000) -> list[Batch]:
    return list(read_message(path, "return.xml", persons))


def read_one(path: Path, message: str | bytes) -> Batch:
    """The only batch of a message."""
    path.write_bytes(message if isinstance(message, bytes) else message.encode())
    (batch,) = read(path)
    return batch


def refusal(path: Path, message: str | bytes) -> str:
    path.write_bytes(message if isinstance(message, bytes) else message.encode())
    with pytest.raises(DataError) as error:
        read(path)
    return str(error.value)


def message_of(*persons: str, header: str = "<Header><Year>2026</Year></Header>") -> str:
    return f"<Message>{header}<Persons>{''.join(persons)}</Persons></Message>"


def given_fields(batch: Batch, module: str) -> list[dict[str, object]]:
    return [row.dropna().to_dict() for _, row in batch.tables[module].iterrows()]


# It works


def test_each_record_stands_in_the_table_of_its_module(path):
    (batch,) = read(write_xml(path, [person()]))
    for module, values in SOUND.items():
        place = {PLACE.record: 1, PLACE.person: "P000001"}
        request_id = {} if module == "person" else {PLACE.request: "P000001-1"}
        assert given_fields(batch, module) == [place | request_id | values]
    assert (batch.unknown, batch.faults, batch.malformed, batch.notes) == ((), {}, {}, ())


@pytest.mark.parametrize("nested", [True, False], ids=["in groups", "without groups"])
def test_the_header_is_read_however_it_is_grouped(path, nested):
    (batch,) = read(write_xml(path, [person()], nested_header=nested))
    assert batch.header.values["reference_date"] == "2026-01-15"
    assert batch.header.values["authority"] == "999"
    assert batch.header.version == "1.3"


def test_records_are_numbered_within_their_module_and_know_their_request(path):
    one, other = person(), person(activeplans=None)
    one["requests"].append(request(assessment=None))
    (batch,) = read(write_xml(path, [one, other]))
    requests = batch.tables["requests"]
    assert requests[PLACE.record].tolist() == [1, 2, 3]
    assert requests[PLACE.person].tolist() == ["P000001", "P000001", "P000002"]
    assert requests[PLACE.request].tolist() == ["P000001-1", "P000001-2", "P000002-1"]
    assert batch.tables["namedplan"][PLACE.request].tolist() == ["P000001-1", "P000002-1"]
    assert batch.tables["senneed"][PLACE.request].tolist() == ["P000001-1", "P000001-2"]


def test_persons_come_in_batches_and_records_are_numbered_on(path):
    batches = read(write_xml(path, [person()] * 5), persons=2)
    assert [len(batch.tables["person"]) for batch in batches] == [2, 2, 1]
    assert [batch.tables["senneed"][PLACE.record].tolist() for batch in batches] == [[1, 2], [3, 4], [5]]
    assert {batch.header.values["authority"] for batch in batches} == {"999"}


def test_the_last_batch_is_not_followed_by_an_empty_one(path):
    assert len(read(write_xml(path, [person()] * 4), persons=2)) == 2


def test_a_return_without_persons_is_one_batch_with_every_table_empty(path):
    (batch,) = read(write_xml(path, []))
    assert {module: len(table) for module, table in batch.tables.items()} == dict.fromkeys(MODULES, 0)
    assert batch.header.values["authority"] == "999"


def test_a_namespace_makes_no_difference(path):
    (plain,), (named,) = read(write_xml(path, [person()])), read(write_xml(path, [person()], namespace="urn:sen2"))
    assert read_values([plain]) == read_values([named])


@pytest.mark.parametrize("change", [str.lower, str.upper, str.swapcase], ids=["lower", "upper", "swapped"])
def test_elements_are_known_whatever_their_capitals(path, change):
    written = write_xml(path, [person(), person()]).read_text()
    expected = read_values(read(path))
    for name in {part.split(">")[0].strip("/") for part in written.split("<")[2:]}:
        written = written.replace(f"<{name}>", f"<{change(name)}>").replace(f"</{name}>", f"</{change(name)}>")
    assert read_values([read_one(path, written)]) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252", "iso-8859-1"])
def test_the_encodings_that_a_message_may_have(path, encoding):
    message = write_xml(path, [person(person={"surname": "SÝNTHETIĆ" if "utf" in encoding else "SÝNTHETIC"})])
    text = message.read_text("utf-8").replace('encoding="utf-8"', f'encoding="{encoding.removesuffix("-sig")}"')
    batch = read_one(path, text.encode(encoding))
    assert batch.tables["person"]["surname"].iloc[0].startswith("SÝNTHETI")


def test_a_person_may_stand_in_the_message_without_a_group(path):
    batch = read_one(path, f"<Message><Header><Year>2026</Year></Header>{xml_of(person())}{xml_of(person())}</Message>")
    assert len(batch.tables["person"]) == 2


def test_text_is_trimmed_comments_do_not_count_and_sections_of_text_do(path):
    text = "<Person><!-- note --><Surname> SYN<!-- x -->THETIC\n</Surname><Forename><![CDATA[A & B]]></Forename><?x y?></Person>"
    batch = read_one(path, message_of(text))
    assert given_fields(batch, "person")[0]["surname"] == "SYNTHETIC"
    assert given_fields(batch, "person")[0]["forename"] == "A & B"
    assert batch.unknown == ()


# Versions


def test_the_version_is_that_of_the_year(path):
    header = "<Header><Year>{}</Year></Header>"
    versions = [
        read_one(path, message_of(header=header.format(year))).header.version for year in (2023, 2024, 2025, 2026, 2030)
    ]
    assert versions == ["1.0", "1.2", "1.2", "1.3", "1.3"]


@pytest.mark.parametrize(
    ("fields", "version"),
    [
        ("<GenderCurrent>1</GenderCurrent>", "1.0"),
        ("<Sex>F</Sex>", "1.2"),
        ("<Sex>F</Sex><Requests><RequestSource>1</RequestSource></Requests>", "1.3"),
        ("<Surname>SYNTHETIC</Surname>", "1.3"),
        ("<GenderCurrent/><Sex>F</Sex>", "1.2"),
    ],
)
def test_without_a_year_the_version_shows_by_the_fields_that_are_filled(path, fields, version):
    assert read_one(path, message_of(f"<Person>{fields}</Person>", header="<Header/>")).header.version == version


def test_gender_and_sex_are_both_kept(path):
    batch = read_one(path, message_of("<Person><GenderCurrent>2</GenderCurrent><Sex>F</Sex></Person>"))
    assert batch.tables["person"].loc[0, ["gender", "sex"]].tolist() == ["2", "F"]


def test_a_field_of_another_version_is_read_and_noted(path):
    batch = read_one(path, message_of("<Person><GenderCurrent>2</GenderCurrent></Person>"))
    assert batch.notes == (
        "The return is of version 1.3 and has a field that it does not have: Person/GenderCurrent. They are read all the same.",
    )


# Things in the wrong place


def test_an_element_that_means_nothing_is_named_with_the_one_it_stands_in(path):
    below = "<Requests><Size>large</Size><ReceivedDate>2025-01-06</ReceivedDate></Requests>"
    header = "<Header><Source><Year>2026</Year><Mood>fair</Mood></Source></Header>"
    batch = read_one(path, message_of(f"<Person><Colour>blue</Colour>{below}</Person><Animal/>", header=header))
    assert batch.unknown == ("Header/Mood", "Person/Colour", "Persons/Animal", "Requests/Size")
    assert given_fields(batch, "requests")[0]["received_on"] == "2025-01-06"


def test_names_beside_which_nothing_is_known_are_not_told(path):
    header = "<Header><Zebedee/></Header>"
    batch = read_one(path, message_of("<Person><Requests><Zebedee/></Requests></Person>", header=header))
    assert batch.unknown == ("Header (none of its fields is named)", "Requests (none of its fields is named)")


def test_a_field_given_twice_keeps_its_first_value_and_is_named_once_for_each_record(path):
    twice = "<Requests><ReceivedDate>2025-01-06</ReceivedDate>{}</Requests>"
    again = "<ReceivedDate>2025-01-07</ReceivedDate>"
    batch = read_one(path, message_of(f"<Person>{twice.format('')}{twice.format(again * 2)}</Person>"))
    assert batch.tables["requests"]["received_on"].tolist() == ["2025-01-06", "2025-01-06"]
    (fault,) = batch.faults["requests"]
    assert (fault.columns, fault.rows.tolist()) == (("received_on",), [2])


def test_faults_are_numbered_as_the_records_are_in_every_batch(path):
    twice = "<Person><Surname>A</Surname><Surname>B</Surname></Person>"
    path.write_text(message_of("<Person/>", twice, twice))
    assert [batch.faults.get("person", ()) and batch.faults["person"][0].rows.tolist() for batch in read(path, 1)] == [
        (),
        [2],
        [3],
    ]


def test_text_between_elements_is_named_and_never_shown(path):
    batch = read_one(path, message_of("<Person>SECRET<Surname>A</Surname><Forename>B</Forename>SECRET</Person>"))
    assert batch.unknown == ("Person/text between the elements",)


def test_elements_within_a_field_are_named(path):
    batch = read_one(path, message_of("<Person><Surname>A<b>SECRET</b></Surname></Person>"))
    assert batch.unknown == ("Surname/b",)
    assert batch.tables["person"]["surname"].tolist() == ["A"]


def test_a_record_in_the_wrong_place_is_read_and_has_no_request_where_it_is_in_none(path):
    batch = read_one(
        path, message_of("<Person><ActivePlans><SENneed><SENtype>ASD</SENtype></SENneed></ActivePlans></Person>")
    )
    assert batch.tables["senneed"]["need"].tolist() == ["ASD"]
    assert batch.tables["senneed"][PLACE.request].isna().all()


def test_a_date_that_is_none_stays_as_it_stands(path):
    batch = read_one(path, message_of("<Person><Requests><ReceivedDate>soon</ReceivedDate></Requests></Person>"))
    assert batch.tables["requests"]["received_on"].tolist() == ["soon"]


# Files that are refused


def test_damage_is_named_by_its_line_and_not_by_what_stands_there(path):
    damaged = write_xml(path, [person()]).read_text().replace("</Surname>", "</Surnam>")
    line = damaged[: damaged.index("</Surnam>")].count("\n") + 1
    said = refusal(path, damaged)
    assert said.startswith(f"return.xml: line {line}: the XML is damaged here or breaks off.")
    assert "SYNTHETIC" not in said


def test_a_message_that_breaks_off_is_refused_after_its_sound_part(path):
    whole = write_xml(path, [person()] * 3).read_text()
    path.write_text(whole[: whole.rindex("<Requests>")])
    batches = read_message(path, "return.xml", 1)
    assert len(next(batches).tables["person"]) == 1
    with pytest.raises(DataError, match="breaks off"):
        list(batches)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (b"", "does not begin as an XML message does"),
        (b"  \n", "does not begin as an XML message does"),
        (b"Surname,Forename\nA,B\n", "damaged here or breaks off"),
        (b"<html><body/></html>", "outermost element is html, not Message"),
        (b'<CTfile xmlns="urn:x"/>', "outermost element is CTfile, not Message"),
        (b"<Message>", "damaged here or breaks off"),
        (b"\x00\x01\x02\x03", "does not begin as an XML message does"),
        ("<Message><Header/>é</Message>".encode("latin-1"), "a character is not of the encoding"),
        (b'<?xml version="1.0" encoding="no-such"?><Message/>', "encoding"),
        (b"<Message><Persons><Person/></Persons><Header/></Message>", "the Header stands after the first Person"),
    ],
)
def test_what_is_no_message_is_said_in_words(path, message, said):
    assert said in refusal(path, message)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE Message SYSTEM "http://localhost:9/no.dtd">',
        f'<!DOCTYPE Message [<!ENTITY l0 "ha">{LAUGHS}]>',
    ],
    ids=["another file", "another address", "a billion laughs"],
)
class TestDocumentTypes:
    @pytest.mark.parametrize("use", ["<Message/>", "<Message><Persons>&x;&l19;</Persons></Message>"])
    def test_one_is_refused_before_anything_is_done_with_it(self, path, declared, use):
        assert "declares a document type" in refusal(path, f"{declared}{use}")

    def test_what_it_declares_is_not_put_into_attributes_either(self, path, declared):
        assert refusal(path, f'{declared}<Message a="&l19;"/>').startswith("return.xml: ")


# Any size


GROWTH = """
import resource, sys
from pathlib import Path
from send_analysis.sen2.forms.xml_message import read_message

for path in sys.argv[1:]:
    persons = sum(len(batch.tables["person"]) for batch in read_message(Path(path), path, 500))
    print(persons, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is told in other units elsewhere")
def test_memory_does_not_grow_with_the_number_of_persons(tmp_path):
    few = write_xml(tmp_path / "few.xml", [person()] * 500)
    many = write_xml(tmp_path / "many.xml", [person()] * 6_000)
    done = subprocess.run([sys.executable, "-c", GROWTH, few, many], capture_output=True, text=True, check=True, cwd=ROOT)
    (_, peak_of_few), (persons, peak_of_many) = [map(int, line.split()) for line in done.stdout.splitlines()]
    assert persons == 6_000
    # As one tree the 6,000 take more than 50 MB.
    assert (peak_of_many - peak_of_few) / 1024 < 30


# Any bytes at all


def outcome(path: Path) -> list[Batch] | str:
    """The batches, or why there are none."""
    try:
        return read(path)
    except DataError as error:
        return str(error)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_happens_to_a_message_it_is_read_or_refused(path, data):
    whole = write_xml(path, [person()] * 2).read_bytes()
    begin = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(begin, min(begin + 40, len(whole))))
    path.write_bytes(whole[:begin] + data.draw(st.binary(max_size=20)) + data.draw(st.sampled_from([whole[end:], b""])))
    found = outcome(path)
    assert found.startswith("return.xml: ") if isinstance(found, str) else set(found[0].tables) == set(MODULES)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.sampled_from([b"", b"<Message>", b"<?xml version='1.0'?>", b"\xff\xfe", b"\xef\xbb\xbf"]),
    rest=st.binary(max_size=200),
)
def test_bytes_that_are_no_message_are_refused(path, start, rest):
    path.write_bytes(start + rest)
    assert str(outcome(path)).startswith("return.xml: ")
