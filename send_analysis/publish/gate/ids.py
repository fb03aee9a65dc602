"""Ids and what refers to them."""

from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, value

#: What names ids of other elements.
_REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "headers", "for")


@rule(
    "unique_ids",
    "No id stands twice in a page.",
    "HTML standard, 3.2.6; WCAG 1.3.1",
    "Show a chart once; name headings differently.",
)
def unique_ids(page: Source) -> Found:
    """A label or link would lead to the first of them."""
    repeated = [tag for tag in page.tags if value(tag, "id") and page.ids[value(tag, "id")] is not tag]
    if repeated:
        first = repeated[0]
        yield Finding(
            first, f"the id {value(first, 'id')} a second time ({len(repeated)} in all); is the same chart shown twice?"
        )


@rule(
    "references",
    "What an element is labelled, described or headed by stands on the page.",
    "WCAG 1.3.1, 4.1.2",
    "Correct the id, or take the attribute away.",
)
def references(page: Source) -> Found:
    """A label that is not there is no label."""
    for tag in page.tags:
        for name in _REFERENCES:
            if tag.has_attr(name) and not (told := value(tag, name).split()):
                yield Finding(tag, f"the attribute {name} of the element {tag.name} is empty")
            elif tag.has_attr(name) and not page.ids.keys() >= set(told):
                how = {"aria-labelledby": "labelled", "aria-describedby": "described"}.get(name, f"tied ({name})")
                yield Finding(tag, f"the element {tag.name} is {how} by something that is not there")


RULES = (unique_ids, references)
