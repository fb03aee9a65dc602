"""An authority's place as plain lines, for the terminal."""

from send_analysis.compare.place import Place
from send_analysis.core.figures import SYMBOLS
from send_analysis.measures.registry import definition
from send_analysis.present.numbers import in_sentence


def place_in_words(place: Place) -> str:
    """What a place is, a line for each thing that is known of it."""
    rule = definition(place.measure)
    value = f"[{place.symbol}] {SYMBOLS[place.symbol]}" if place.value is None else in_sentence(place.value, rule.unit)
    lines = [f"{place.authority} ({place.code}), {place.year}", f"{rule.title}: {value}"]
    if place.ranked is not None:
        rank = "no rank: " if place.rank is None else f"rank {place.rank} of "
        lines.append(f"{rank}{place.ranked} ranked ({place.in_file} in the file)")
    if place.rank_from is not None:
        lines.append(f"Chance alone could place it between rank {place.rank_from} and rank {place.rank_to}.")
    if place.quartile is not None:
        lines.append(f"Quartile band {place.quartile} (A is the best quarter of authorities)")
    if place.neighbours_model is not None:
        lower = "not known" if place.neighbours_lower is None else f"{place.neighbours_lower} of {place.neighbours_compared}"
        since = "" if place.neighbours_in_force else ", which was not in force then and is the nearest"
        lines.append(f"Statistical neighbours with a lower value: {lower} (version of {place.neighbours_model}{since})")
    return "\n".join([*lines, f"Source: {place.source}", *filter(None, [place.note])])
