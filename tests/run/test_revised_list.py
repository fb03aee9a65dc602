"""The list of revised figures on a page: those of the document, all of them where no file holds the rest."""

import pandas as pd
import pytest

from send_analysis.publish.revised import RevisedList
from send_analysis.run.last_edition import revised_against_last_edition
from send_analysis.run.revised_list import MOST_ROWS, REVISIONS_COLUMNS, revised_part, write_revisions
from tests.editions import edition, figure, write_release
from tests.run.test_revisions import params

SAID = "last_edition: 2022-04\nrevised_since_last_edition: {reason: Entered late}\n"


def revised(root, old, new):
    write_release(root / "outputs/swindon/2022-04", *old)
    return revised_against_last_edition(params(root, SAID), edition(*new))[0]


def test_a_document_lists_the_revised_figures_that_it_rests_on_and_no_others(tmp_path):
    measures = ("timeliness.requests_received", "tribunal.registered")
    new = [figure(measure, 29) for measure in measures]
    found = revised(tmp_path, [figure(measure, 27) for measure in measures], new)
    listed = RevisedList.model_validate(revised_part(found, [edition(new[1])], "data/revisions.csv"))
    assert [(each.measure, each.was, each.now) for each in listed.figures] == [
        ("Appeals registered with the SEND Tribunal", "27", "29")
    ]
    assert (listed.left_out, listed.note, listed.file) == (0, "", "data/revisions.csv")


@pytest.mark.parametrize(("file", "left_out"), [("data/revisions.csv", 3), ("", 0)])
def test_a_long_list_is_cut_only_where_a_file_holds_the_rest(tmp_path, file, left_out):
    days = pd.date_range("2022-01-01", periods=MOST_ROWS + 3)
    old, new = ([figure(value=value, period_start=day, period_end=day) for day in days] for value in (27, 29))
    part = revised_part(revised(tmp_path, old, new), [edition(*new)], file)
    assert (len(part["figures"]), part["left_out"]) == (MOST_ROWS + 3 - left_out, left_out)


def test_symbols_in_the_list_are_explained_below_it(tmp_path):
    new = [figure(symbol="x")]
    part = revised_part(revised(tmp_path, [figure(value=27)], new), [edition(*new)], "")
    assert (part["figures"][0]["now"], part["note"]) == ("[x]", "[x] not available.")


def test_the_dictionary_knows_every_column_of_the_file(tmp_path):
    write_revisions(revised(tmp_path, [figure(value=27)], [figure(value=29)]), tmp_path / "revisions.csv")
    assert list(pd.read_csv(tmp_path / "revisions.csv").columns) == list(REVISIONS_COLUMNS)


def test_nothing_revised_lists_nothing(tmp_path):
    part = revised_part(revised(tmp_path, [figure()], [figure()]), [edition(figure())], "")
    assert part["figures"] == []
