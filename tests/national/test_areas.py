import pytest

from send_analysis.core.errors import UsageError
from send_analysis.national.areas import Names, began_with, ended_with, plain_name, reorganisations
from send_analysis.national.national import National


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("866", "866"),
        ("Swindon", "866"),
        (" swindon ", "866"),
        ("Swindon Borough Council", "866"),
        ("E06000030", "866"),
        ("Bedford", "822"),
        ("Bedford Borough", "822"),
        ("Durham", "840"),
        ("County Durham", "840"),
        ("Herefordshire, County of", "884"),
        ("Herefordshire", "884"),
        ("Kingston Upon Hull, City of", "810"),
        ("Kingston upon Hull", "810"),
        ("St. Helens", "342"),
        ("St Helens", "342"),
        ("Dorset6", "838"),
        ("Dorset", "838"),
        ("Cumbria", "909"),
        ("Northamptonshire", "928"),
        ("Central Bedfordshire", "823"),
        ("Nottingham", "892"),
        ("E10000002", "825"),
        ("E06000060", "825"),
    ],
)
def test_an_authority_is_found_by_its_code_and_by_any_name_that_a_source_uses(
    national: National, given: str, code: str
) -> None:
    assert national.names.code(given) == code


@pytest.mark.parametrize("given", ["Swindown", "", "London", "<script>", "../etc"])
def test_a_name_that_no_source_uses_is_refused(national: National, given: str) -> None:
    with pytest.raises(UsageError, match="no file names an authority"):
        national.names.code(given)


def test_a_near_name_is_proposed(national: National) -> None:
    with pytest.raises(UsageError, match="Did you mean `Swindon`"):
        national.names.code("Swindown")


def test_a_name_that_can_be_of_two_is_refused_with_both() -> None:
    names = Names([("901", "Any Borough"), ("902", "The Any")])
    with pytest.raises(UsageError, match=r"'any council' can be 901 Any Borough, 902 The Any. Give the code"):
        names.code("any council")


@pytest.mark.parametrize(
    ("published", "plain"),
    [("Dorset6", "Dorset"), ("Bournemouth, Christchurch and Poole5", "Bournemouth, Christchurch and Poole"),
     ("England Total4,9", "England Total"), ("E06000030", "E06000030"), ("Cumbria", "Cumbria")],
)  # fmt: skip
def test_the_numbers_of_footnotes_are_taken_off_names(published: str, plain: str) -> None:
    assert plain_name(published) == plain


def test_a_reorganisation_is_told_in_a_sentence() -> None:
    cumbria = ended_with("909")
    assert cumbria is not None
    assert cumbria.sentence == "Cumbria was split on 1 April 2023: 909 became 942 and 943."
    assert ended_with("942") is None


@pytest.mark.parametrize(
    ("code", "year", "began"), [("942", 2023, True), ("942", 2024, False), ("838", 2019, True), ("866", 2019, False)]
)
def test_a_year_in_which_an_authority_was_formed_is_known(code: str, year: int, began: bool) -> None:
    assert (began_with(code, year) is not None) == began


def test_reorganisations_are_in_order_of_date() -> None:
    days = [each.since for each in reorganisations()]
    assert days == sorted(days)
