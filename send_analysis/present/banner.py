"""What opening a release shows in JupyterLab: which release it is, and the page's own style."""

from html import escape
from importlib.resources import files
from typing import Any


def banner(context: dict[str, Any]) -> str:
    """The banner as HTML; it is never published.

    Parameters
    ----------
    context : the page's facts, see `present.context`.
    """
    style = files("send_analysis.present").joinpath("style.css").read_text(encoding="utf-8")
    made_up = " All rows are made up." if context["synthetic"] else ""
    text = f"{context['publisher']}, {context['title']}, as at {context['as_at']}.{made_up}"
    return f"<style>{style}</style><p class='release'>{escape(text)}</p>"
