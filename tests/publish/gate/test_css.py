"""What the gate reads of style sheets."""

from send_analysis.publish.gate.css import blocks, resolved, variables

SHEET = """
/* a{color:red} */
:root{--ink:#111; --edge:var(--ink)}
@media (prefers-color-scheme:dark){:root{--ink:#eee}a{color:var(--ink)}}
@media print{:root{--ink:#000}}
.note,p.small{color:var(--edge);border:1px solid}
"""


def test_blocks_are_read_with_their_conditions() -> None:
    read = list(blocks(SHEET))
    assert [block.selector for block in read] == [":root", ":root", "a", ":root", ".note,p.small"]
    assert [block.is_dark for block in read] == [False, True, True, False, False]
    assert read[3].is_printed
    assert read[4].declarations == {"color": "var(--edge)", "border": "1px solid"}


def test_variables_are_filled_in_by_scheme() -> None:
    read = tuple(blocks(SHEET))
    assert resolved("1px solid var(--edge)", variables(read, dark=False)) == "1px solid #111"
    assert resolved("1px solid var(--edge)", variables(read, dark=True)) == "1px solid #eee"
    assert resolved("var(--none, #abc)", {}) == "#abc"
    assert resolved("var(--none)", {}) == "var(--none)"


def test_broken_sheets_are_read_as_far_as_they_go() -> None:
    assert [block.selector for block in blocks("a{color:red")] == []
    assert [block.selector for block in blocks("}}a{color:red}{")] == ["a"]
    assert list(blocks("")) == []
