"""How far two colours stand apart, as WCAG 2.2 measures it."""


def luminance(colour: str) -> float:
    """The relative luminance of a colour written #rgb or #rrggbb, from 0 (black) to 1 (white).

    Source: WCAG 2.2, definition of relative luminance, with the threshold of IEC 61966-2-1.

    Raises
    ------
    ValueError
        When it is not such a colour.
    """
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    if len(digits) != 6 or not colour.startswith("#"):
        raise ValueError(f"{colour!r} is not a colour written #rgb or #rrggbb")
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 (the same) to 21 (black and white), whichever is the lighter."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
