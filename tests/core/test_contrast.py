"""The contrast of two colours, as WCAG 2.2 defines it."""

import pytest

from send_analysis.core.contrast import contrast, luminance


def test_black_and_white_are_the_ends() -> None:
    assert (luminance("#000000"), luminance("#fff")) == (0, pytest.approx(1))
    assert contrast("#000", "#ffffff") == pytest.approx(21)


# The Analysis Function's colours against white, as measured in its guidance; the threshold's grey.
@pytest.mark.parametrize(
    ("colour", "expected"), [("#12436d", 10.25), ("#28a197", 3.17), ("#801650", 9.77), ("#f46a25", 3.03), ("#767676", 4.54)]
)
def test_known_colours_against_white(colour: str, expected: float) -> None:
    assert contrast(colour, "#ffffff") == contrast("#ffffff", colour) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("colour", ["", "red", "#12", "#1234567", "123456", "#gggggg"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        luminance(colour)
