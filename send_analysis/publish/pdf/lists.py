"""Lists on paper: a list of terms becomes a list of items, which a PDF can hold without loss."""

from lxml.html import Element, HtmlElement


def plain_lists(page: HtmlElement) -> None:
    """Make each `dl` a `ul` with the same classes: an item holds a term and what is said of it.

    A PDF's list holds list items only. WeasyPrint makes items of `dt` and `dd` alike, and where `div` groups them the items
    would stand outside a list.
    """
    for terms in page.xpath("//dl"):
        items = _items(terms)
        terms.tag = "ul"
        terms.set("class", f"terms {terms.get('class', '')}".strip())
        terms.text = None
        terms[:] = items


def _items(terms: HtmlElement) -> list[HtmlElement]:
    """The groups of a list of terms, each as one item."""
    items: list[HtmlElement] = []
    for child in list(terms):
        if child.tag == "div":
            child.tag = "li"
            items.append(child)
            continue
        if child.tag == "dt" or not items:
            items.append(Element("li"))
        child.tail = None
        items[-1].append(child)
    for item in items:
        _with_paragraphs(item)
    return items


def _with_paragraphs(item: HtmlElement) -> None:
    item.tail = None
    for part in item:
        if part.tag in ("dt", "dd"):
            part.set("class", f"{part.tag} {part.get('class', '')}".strip())
            part.tag = "p"
