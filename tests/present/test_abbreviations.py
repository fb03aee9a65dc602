"""Abbreviations are found in a text and explained; one that nobody has explained is named."""

import pytest

from send_analysis.core.figures import SYMBOLS
from send_analysis.present.abbreviations import explained, glossary, unexplained

#: What a paper about SEND is most likely to say without explaining it.
USUAL = ["APP", "CCG", "DCO", "DfE", "EHC", "EHCP", "HMCTS", "PVFM", "PYA", "SEND", "WSOA"]


def test_the_usual_abbreviations_and_the_symbols_of_figures_are_known():
    assert set(USUAL) <= glossary().keys()
    assert {f"[{symbol}]" for symbol in SYMBOLS} <= glossary().keys()
    assert all(meaning.strip() for meaning in glossary().values())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The APP goes to the DfE.", ["APP", "DfE"]),
        ("EHCPs and SENCOs", ["EHCP", "SENCO"]),
        ("(SEND), SEND", ["SEND"]),
        ("DfE-funded", ["DfE"]),
        ("withheld [c], or [x]", ["[c]", "[x]"]),
        ("an apple, sending", []),
        ("SENDING", []),
        ("", []),
    ],
)
def test_what_stands_in_a_text_is_explained_in_alphabetical_order(text, found):
    assert list(explained(text)) == found


def test_what_an_explanation_is_made_of_is_explained_too():
    assert list(explained("the CCG")) == ["CCG", "NHS"]


def test_an_authoritys_own_abbreviations_come_first():
    own = {"POINT": "the parent and carer forum", "APP": "another plan"}
    assert explained("POINT and the APP", own) == {"APP": "another plan", "POINT": "the parent and carer forum"}
    assert unexplained("POINT and the APP", own) == []


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("The QXZ and the QXZ", ["QXZ"]),
        ("PfX", ["PfX"]),
        ("The EHC plan of the DfE, EHCPs, SEN2", []),
        ("Part II of area A, E92000001", []),
        ("Mr McDonald of Oldham", []),
        ("write to SEND@QXZ.org", []),
    ],
)
def test_what_looks_like_an_abbreviation_and_is_not_known_is_named_once(text, unknown):
    assert unexplained(text) == unknown
