"""The colour that an authority gives its pages: written in hexadecimal, and readable wherever the pages use it."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from send_analysis.core.contrast import contrast
from send_analysis.core.params.fields import Model

#: What text needs to stand out from its ground. Source: WCAG 2.2, 1.4.3.
NEEDED = 4.5

#: What the shade for the dark scheme is given, since nobody has chosen it. Source: WCAG 2.2, 1.4.6.
EASY = 7.0

#: The grounds on which the pages write in the accent, by the names they have in present/style.css ("--paper"). White letters
#: stand on the accent itself too, which white paper asks for already.
LIGHT = {"paper": "#ffffff", "tint": "#eef3f8", "warm": "#fff4d6"}
DARK = {"paper": "#11171c", "tint": "#1d2a36", "warm": "#3a2e12"}

_CALLED = {"paper": "the page", "tint": "its tiles", "warm": "its notices"}
_FORM = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_WRITTEN = "^#[0-9a-f]{6}$"
_STEPS = 100


class Accent(Model):
    """The colour as pages take it: in the light scheme as it was given, in the dark one paler where it must be."""

    light: str = Field(pattern=_WRITTEN)
    dark: str = Field(pattern=_WRITTEN)


def worst(colour: str, grounds: dict[str, str]) -> tuple[float, str]:
    """The least contrast of a colour with a ground, and the ground's name."""
    return min((contrast(colour, ground), name) for name, ground in grounds.items())


def in_the_light(accent: str) -> str:
    """The accent, or the nearest darker colour of its hue that can be read on every light ground."""
    return _mixed_until_read(accent, 0, LIGHT, NEEDED)


def in_the_dark(accent: str) -> str:
    """The accent, or the nearest paler colour of its hue that is easily read on every dark ground."""
    return _mixed_until_read(accent, 255, DARK, EASY)


def _mixed_until_read(colour: str, end: int, grounds: dict[str, str], needed: float) -> str:
    """The colour with as little of black (0) or white (255) as makes it stand out from every ground."""
    digits = _long(colour).removeprefix("#")
    channels = [int(digits[at : at + 2], 16) for at in (0, 2, 4)]
    mixtures = ([round(each + (end - each) * step / _STEPS) for each in channels] for step in range(_STEPS + 1))
    written = ("#" + "".join(f"{each:02x}" for each in mixture) for mixture in mixtures)
    return next(each for each in written if worst(each, grounds)[0] >= needed)


def _long(colour: str) -> str:
    """A colour in six small digits."""
    digits = colour.removeprefix("#").lower()
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


def _read(value: Any) -> str:
    if value is None:
        raise ValueError(
            'is blank. In YAML what follows a # is a remark: write the colour in quotes, for instance "#12436d"'
        )
    if not isinstance(value, str) or not _FORM.fullmatch(value):
        raise ValueError(f'{str(value)!r} is not a colour. Write # and six digits from 0 to f, in quotes: "#12436d"')
    found, ground = worst(value, LIGHT)
    if found < NEEDED:
        # Cut off and not rounded: 4.496 must not be told as 4.50.
        ratio = int(found * 100) / 100
        raise ValueError(
            f"{value!r} stands out from {_CALLED[ground]} ({LIGHT[ground]}) by {ratio:.2f} to 1; text needs {NEEDED} (WCAG 2.2). "
            f'Write a darker one, for instance "{in_the_light(value)}"; the dark scheme has a paler one by itself'
        )
    return _long(value)


#: A colour for headers, links and tiles; a page in the dark scheme takes :func:`in_the_dark` of it.
AccentField = Annotated[
    str,
    BeforeValidator(_read),
    WithJsonSchema({"type": "string", "pattern": f"^{_FORM.pattern}$"}),
]
