"""What a preview puts on a page while it serves it: that it is one, what is being done, and what is wrong. Never in `public/`."""

from html import escape

from send_analysis.preview.board import Shown
from send_analysis.preview.faults import Cell, Fault

#: Where the preview's own things are served; no published file has such a name.
EVENTS, SCRIPT = "/~preview/events", "/~preview/script.js"

#: What a browser may load for a page: its own style and drawings, and our script. Nothing that a page says can run.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

_STYLE = """\
#preview{margin:0;padding:.75rem 1.25rem;border-bottom:5px solid #b45f06;background:#fff4d6;color:#0b0c0c;
font:1rem/1.5 system-ui,sans-serif}
#preview p{margin:.25rem 0;max-width:none}
.preview-fault{margin:.75rem 0;padding:.75rem 1rem;border-left:5px solid #b00020;background:#fff;color:#0b0c0c;
font:1rem/1.5 system-ui,sans-serif}
.preview-fault p{margin:.25rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
.preview-fault pre{margin:.5rem 0 0;overflow-x:auto;background:#f3f3f3;padding:.5rem;font:.9rem/1.4 ui-monospace,monospace}
.preview-fault mark{background:#ffd54a;color:#0b0c0c}
"""

#: Reloads when another page was made; otherwise says what is new, and repeats what is wrong with a cell under its heading.
SCRIPT_TEXT = """\
(() => {
  const own = document.getElementById("preview"), state = document.getElementById("preview-state");
  const atTheirCells = () => {
    document.querySelectorAll(".preview-copy").forEach(each => each.remove());
    const headings = [...document.querySelectorAll("main h2, main h3, main h4")];
    state.querySelectorAll("[data-heading]").forEach(fault => {
      const heading = headings.find(each => each.textContent.trim() === fault.dataset.heading);
      if (!heading) return;
      const copy = fault.cloneNode(true);
      copy.classList.add("preview-copy");
      heading.after(copy);
    });
  };
  const events = new EventSource("/~preview/events");
  events.onmessage = event => {
    const said = JSON.parse(event.data);
    if (said.ended) {
      events.close();
      state.textContent = "The preview has ended.";
    } else if (said.version !== own.dataset.version) {
      events.close();
      location.reload();
    } else {
      state.innerHTML = said.state;
      atTheirCells();
    }
  };
  events.onerror = () => { state.textContent = "The preview does not answer. It may have ended."; };
  atTheirCells();
})();
"""

#: Keeps browsers from asking for an icon.
_NO_ICON = '<link rel="icon" href="data:,">\n'

_EMPTY = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Not made yet</title>
</head>
<body>
<main><p>There is no page yet.</p></main>
</body>
</html>
"""


def previewed(html: str | None, shown: Shown) -> str:
    """A page as the preview serves it; None where none was made yet."""
    html = (html or _EMPTY).replace("<title>", f"{_NO_ICON}<title>Preview: ", 1)
    before, body, after = html.partition("<body")
    tag, end, rest = after.partition(">")
    rest = rest.replace("</body>", f'<script src="{SCRIPT}"></script>\n</body>', 1)
    return f"{before}{body}{tag}{end}\n{_banner(shown)}{rest}"


def version(shown: Shown) -> str:
    """Another one when a browser must load the page again."""
    return shown.page.version if shown.page else ""


def state(shown: Shown) -> str:
    """What is being done and what is wrong, as HTML."""
    working = f"<p>{escape(shown.working)} …</p>" if shown.working else ""
    if not shown.faults:
        return working or "<p>Up to date with what is saved.</p>"
    below = "<p>What is below is the last page that was whole.</p>" if shown.page else ""
    return working + "".join(map(_fault, shown.faults)) + below


def _banner(shown: Shown) -> str:
    return (
        f'<aside id="preview" aria-label="Preview" data-version="{escape(version(shown))}">\n<style>\n{_STYLE}</style>\n'
        "<p><strong>This is a preview, not what is published.</strong> It follows what is saved on this machine; "
        "nothing is published until <code>send-analysis run</code>.</p>\n"
        f'<div id="preview-state" role="status">{state(shown)}</div>\n</aside>\n'
    )


def _fault(fault: Fault) -> str:
    heading = next((cell.heading for cell in fault.cells if cell.heading), "")
    at = f' data-heading="{escape(heading)}"' if heading else ""
    return f'<div class="preview-fault"{at}><p>{escape(fault.text)}</p>{"".join(map(_cell, fault.cells))}</div>'


def _cell(cell: Cell) -> str:
    if not cell.source:
        return ""
    lines = [escape(line) for line in cell.source.splitlines()]
    if 1 <= cell.line <= len(lines):
        lines[cell.line - 1] = f"<mark>{lines[cell.line - 1]}</mark>"
    where = f"{escape(cell.notebook)}, cell {cell.number}{f', line {cell.line}' if cell.line else ''}"
    code = "\n".join(lines)
    return f'<p><strong>{where}</strong></p><pre tabindex="0"><code>{code}</code></pre>'
