"""Defects, each to be put alone into a clean page, and the rule that must find it. `docs/gate.md` lists them."""

import re
from dataclasses import dataclass

#: Where something is put in: at the end of the text, the head or the styles.
TEXT, HEAD, STYLE = "</main>", "</head>", "</style>"


@dataclass(frozen=True)
class Defect:
    """A defect as a change of the page's HTML.

    Parameters
    ----------
    name : what it is; `rule`, which must find it, without "gate.".
    old : a regular expression of what is changed, the first time that it stands there; `new` : what it becomes.
    held_out : whether it was written after the rules, and no rule was changed because of it.
    """

    name: str
    rule: str
    old: str
    new: str
    held_out: bool = False

    def put_into(self, html: str) -> str:
        """The page with the defect; an error where it has nothing to change."""
        changed, times = re.subn(self.old, lambda found: found.expand(self.new), html, count=1, flags=re.DOTALL)
        assert times == 1, f"{self.old!r} is not on the page"
        assert changed != html
        return changed


def added(name: str, rule: str, html: str, where: str = TEXT, held_out: bool = False) -> Defect:
    """A defect that is something more on the page."""
    return Defect(name, rule, re.escape(where), (html + where).replace("\\", r"\\"), held_out)


MARKS = "".join(f"<text x='{x}' y='90'>{said}</text>" for x, said in ((10, "0"), (20, "40"), (30, "80"), (40, "102")))
AXIS = f"<figure><figcaption>Plans</figcaption><svg>{MARKS}</svg><table><tr><td>7</td></tr></table></figure>"
LEADS = "<dd><a href='#timeliness-of-education-health-and-care-plans'>More in Timeliness</a></dd>"
HEADLINE = (
    f"<dl class='tiles'><div><dt>Within 20 weeks, including exceptions</dt><dd class='value'>98.7%</dd>{LEADS}</div></dl>"
)

STATIC = (
    # The document
    Defect("no doctype", "doctype", r"<!doctype html>", ""),
    Defect("no encoding", "charset", r'<meta charset="utf-8">', ""),
    Defect("no language", "language", r' lang="en-GB"', ""),
    Defect("the wrong language", "language", r'lang="en-GB"', 'lang="de"'),
    added("a language that is none", "language_of_parts", '<p lang="Polish">Dzień dobry</p>'),
    Defect("no title", "title", r"<title>.*?</title>", ""),
    Defect("the file’s name as title", "title", r"<title>.*?</title>", "<title>2022-06.ipynb</title>"),
    Defect("a default title", "title", r"<title>.*?</title>", "<title>Untitled</title>"),
    Defect("a title that is not the heading", "title_form", r"<title>.*? - ", "<title>Our report - "),
    Defect("a title without the publisher", "title_form", r"<title>(.*?) - .*?</title>", r"<title>\1</title>"),
    Defect("a page that cannot be enlarged", "viewport", r"initial-scale=1", "initial-scale=1, maximum-scale=1"),
    Defect("a page of fixed width", "viewport", r"width=device-width", "width=1024"),
    added("a page that reloads itself", "refresh", '<meta http-equiv="refresh" content="60">', HEAD),
    # Landmarks
    Defect("no main part", "main", r"<main(.*)</main>", r"<div\1</div>"),
    Defect("no footer", "header_and_footer", r"<footer.*</footer>", ""),
    Defect("navigation without a name", "landmark_names", r'<nav class="contents".*?>', "<nav>"),
    Defect("no skip link", "skip_link", r'<a class="skip".*?</a>', ""),
    Defect("a skip link that leads elsewhere", "skip_link", r'(<a class="skip" href=").*?"', r'\1#nowhere"'),
    added("a skip link that is not displayed", "skip_link_hidden", ".skip{display:none}", STYLE),
    Defect("text outside every landmark", "outside_landmarks", r"</body>", "<p>Figures may change.</p></body>"),
    # Headings
    Defect("two headings of level 1", "one_h1", r"<h2(.*?)</h2>", r"<h1\1</h1>"),
    added("a skipped level", "heading_order", "<h6>Notes</h6>"),
    added("an empty heading", "empty_heading", "<h2> </h2>"),
    added("the same heading twice", "repeated_heading", "<h2>Notes</h2><p>One.</p><h2>Notes</h2>"),
    # Tables
    Defect("a table without caption", "caption", r"<caption>.*?</caption>", ""),
    Defect("a header cell without scope", "scope", r' scope="col"', ""),
    Defect("an empty corner", "empty_header", r'<th scope="col">.*?</th>', '<th scope="col"></th>'),
    added(
        "a table that only arranges",
        "layout_table",
        '<table role="presentation"><caption>A</caption><tr><td>b</td></tr></table>',
    ),
    Defect("a missing cell", "table_shape", r"<td>.*?</td></tr>", "</tr>"),
    Defect("a merged cell", "table_shape", r"<td>", '<td rowspan="2">'),
    Defect(
        "a wide table that the keyboard does not reach", "scrolling_region", r'(<div class="scroll".*?) tabindex="0"', r"\1"
    ),
    Defect("a row without header", "row_header", r'<th scope="row">(.*?)</th>', r"<td>\1</td>"),
    Defect("a row’s header in the head", "scope", r'<thead><tr><th scope="col">', r'<thead><tr><th scope="row">'),
    Defect("an empty cell", "empty_cell", r"<td>[^<]*</td>", "<td></td>"),
    Defect("a symbol that is not explained", "symbols", r"<td>[^<]*</td>", "<td>[u]</td>"),
    # Mark-up
    added("an element that is not closed", "nesting", "<div><p>Plans</p>"),
    added("a block in a paragraph", "nesting", "<p>Plans <div>issued</div></p>"),
    added("a remark in the source", "comments", "<!-- ask the team about this case -->"),
    added("bold words as heading", "looks_like_heading", "<p><strong>Notes</strong></p>"),
    added("lines as list", "looks_like_list", "<p>• plans<br>• appeals<br>• contacts</p>"),
    added("a window of its own", "new_window", '<p><a href="https://www.gov.uk/send" target="_blank">Guidance</a></p>'),
    # Charts
    Defect("a chart without a role", "drawing_name", r' role="img"', ""),
    Defect("a chart without a description", "drawing_name", r"(<desc id=.*?>).*?</desc>", r"\1</desc>"),
    Defect("nbconvert’s alt text", "alt_words", r"(<desc id=.*?>)", r"\1No description has been provided for this image: "),
    Defect(
        "a file’s name as description",
        "alt_words",
        r"(<desc id=.*?>).*?</desc>",
        r"\1chart-of-plans-by-month-2022-06.png</desc>",
    ),
    Defect("a description of two words", "alt_length", r"(<desc id=.*?>).*?</desc>", r"\1Bars rise.</desc>"),
    Defect("a number that the table has not", "alt_numbers", r"(<desc id=.*?>)", r"\1Highest 98.7%. "),
    Defect("a chart without its table", "chart_table", r"<details>(?=<summary>Table of).*?</details>", ""),
    Defect("letters drawn as outlines", "drawing_text", r"<text.*?</svg>", "</svg>"),
    Defect(
        "the program’s name and a date",
        "drawing_metadata",
        r"(<svg [^>]*>)",
        r"\1<metadata>Matplotlib, 1 June 2022</metadata>",
    ),
    # Numbers that stand twice
    Defect("a label that the table has not", "drawn_numbers", r"(<text[^>]*>)\d+\.\d%</text>", r"\g<1>98.7%</text>"),
    added("a mark of an axis in the wrong place", "drawn_numbers", AXIS),
    added("a headline that its section has not", "tile_numbers", HEADLINE),
    # Links
    added("click here", "link_text", '<a href="#main">Click here</a>'),
    added("an empty link", "link_text", '<a href="#main"></a>'),
    added("an address as text", "link_text", '<a href="https://example.org/send">https://example.org/send</a>'),
    added("one text, two places", "link_same_text", '<a href="#main">The figures</a> <a href="#contact">The figures</a>'),
    added("a link to a part that is not there", "link_target", '<a href="#annex">Annex</a>'),
    added("a link to a file that is not there", "link_file", '<a href="data/plans.csv">Plans issued (CSV)</a>'),
    added("a download that does not say so", "link_kind", '<a href="data.xlsx">All figures</a>'),
    added("a mailbox without address", "mail", '<a href="mailto:send at example">Write to us</a>'),
    added("an arrow as link", "link_text", '<p><a href="#main">⬆</a></p>'),
    # Ids
    added("an id twice", "unique_ids", '<p id="main">Text</p>'),
    added("a label that is not there", "references", '<section aria-labelledby="gone"><p>Text</p></section>'),
    # What is fetched or run
    added("a script of a CDN", "elements", '<script src="https://cdn.example.org/chart.js"></script>'),
    added("a picture in place of a chart", "elements", '<img src="chart.png" alt="Plans issued by month">'),
    added("a frame", "elements", '<iframe src="https://example.org/map"></iframe>'),
    added("a handler", "handlers", '<p onclick="show()">Show</p>'),
    added(
        "a font of another server", "styles", "@font-face{font-family:x;src:url(https://fonts.example.org/x.woff2)}", STYLE
    ),
    added("a style sheet of another server", "elements", '<link rel="stylesheet" href="https://example.org/x.css">', HEAD),
    # Colours
    added("pale text", "contrast", ".note{color:#b0b0b0}", STYLE),
    added("pale text by where it stands", "contrast", "main p{color:#999}", STYLE),
    added("pale text by name", "contrast", ".note{color:silver}", STYLE),
    added("pale text by its channels", "contrast", ".note{color:rgb(190,190,190)}", STYLE),
    added("pale text by its own style", "inline_contrast", '<p style="color:#cccccc">Plans</p>'),
    added("tiny text", "text_size", ".note{font-size:8px}", STYLE),
    added(
        "text too dark for the dark scheme",
        "contrast",
        "@media (prefers-color-scheme:dark){body{background:#111;color:#333}}",
        STYLE,
    ),
    added("a focus that is not seen", "focus_contrast", "a:focus{outline:3px solid #ffffcc}", STYLE),
    Defect(
        "a pale line in a chart", "drawing_contrast", r"stroke:#[0-9a-f]{6};stroke-width:2", "stroke:#cfe3f5;stroke-width:2"
    ),
    added("a status by colour alone", "colour_only", '<p><span class="rag-red"></span></p>'),
    # Keyboard
    added("no outline", "focus_style", "a:focus{outline:none}", STYLE),
    added("an order of its own", "tab_order", '<p><a href="#main" tabindex="3">To the top</a></p>'),
    added("a hidden link", "hidden_focus", '<p aria-hidden="true"><a href="#main">To the top</a></p>'),
    added("a part that opens without summary", "details", "<details><p>Notes</p></details>"),
    added("a key of its own", "access_keys", '<p><a href="#main" accesskey="s">To the top</a></p>'),
    # Wording
    added("a template that was not filled in", "unfilled", "<p>{{ figures.on_time }} of plans</p>"),
    added("lorem ipsum", "placeholder", "<p>Lorem ipsum dolor sit amet.</p>"),
    added("a text to come", "placeholder", "<p>Commentary: TBC</p>"),
    added("a traceback", "printed", "<p>Traceback (most recent call last): KeyError: 3</p>"),
    added("a path of a machine", "printed", r"<p>Read from C:\Users\someone\extract.csv</p>"),
    added("a column that pandas named", "printed", "<p>Unnamed: 0</p>"),
    added("an object of the program", "printed", "<p>Period(2022, 6)</p>"),
    Defect("a figure that is not rounded", "printed", r"<td>[^<]*</td>", "<td>0.5860000000000001</td>"),
    added("a date in figures", "dates_written", "<p>Published on 06/07/2022.</p>"),
    Defect("a value that is not a number", "missing_value", r"<td>.*?</td>", "<td>nan%</td>"),
    added("letters in another encoding", "garbled", "<p>The authorityâ€™s plans</p>"),
    added("a table of pandas", "program_markup", '<div class="dataframe"><p>Plans</p></div>'),
    Defect("a next release that is past", "dates", r"(Next release</dt>\s*<dd>).*?</dd>", r"\1 31 May 2022</dd>"),
)

UNMARKED = "*:focus{outline:0!important;box-shadow:none!important;background:inherit!important;color:inherit!important}"
SIDEWAYS = f'<p style="overflow-x:auto;white-space:nowrap">{"Plans " * 300}</p>'
WRITTEN = "<p id='by'></p><script>document.getElementById('by').textContent='Plans'</script>"

BROWSER = (
    added("text that is too pale on its own ground", "browser.axe", '<p style="background:#777;color:#999">Plans</p>'),
    added("a list with something else in it", "browser.axe", "<ul><p>Plans</p></ul>"),
    added("a part wider than a phone", "browser.reflow", '<p style="width:700px">Plans issued</p>'),
    added("a word that cannot break", "browser.reflow", f'<p style="overflow-wrap:normal">{"plans" * 30}</p>'),
    added("a box of fixed height", "browser.reflow", f'<p style="height:1.5em;overflow:hidden">{"Plans issued. " * 20}</p>'),
    added("a page cut off by its style", "browser.reflow", "main{overflow:hidden;height:20em}", STYLE),
    added("no focus on anything", "browser.focus", UNMARKED, STYLE),
    added("a link off the screen", "browser.focus", '<a href="#main" style="position:absolute;left:-999em">To the top</a>'),
    added("a part that scrolls by the mouse only", "browser.scrolling", SIDEWAYS),
    added("text that a script writes", "browser.scripting", WRITTEN),
    added("a picture of another server", "browser.requests", '<p style="background:url(https://example.org/x.png)">Plans</p>'),
)  # fmt: skip

INNER = "<table><caption>C</caption><tr><th scope='row'>D</th><td>1</td></tr></table>"
NESTED = f"<table><caption>A</caption><tr><th scope='row'>B</th><td>{INNER}</td></tr></table>"
TITLED = r"(<title id=[^>]*>)(.*?)(</title><desc id=[^>]*>).*?</desc>"

HELD_OUT = (
    added("a heading that is a space that does not break", "empty_heading", "<h2>\u00a0</h2>", held_out=True),
    Defect("a title that ends with a version", "title_form", r"(<title>.*?) - .*?<", r"\1 - final - v2<", True),
    added("“find out more”", "link_text", '<a href="#contact">Find out more…</a>', held_out=True),
    added("a script as address", "addresses", '<a href="javascript:history.back()">Go back one page</a>', held_out=True),
    Defect("a description that is its title again", "alt_length", TITLED, r"\1\2\3\2.</desc>", True),
    Defect("a number with a separator that the table has not", "alt_numbers", r"(<desc id=.*?>)", r"\1Of 12,345 plans. ", True),
    added("a table in a table", "layout_table", NESTED, held_out=True),
    added("a traffic light without a word", "colour_only", "<dl><dt>Timeliness</dt><dd>🔴</dd></dl>", held_out=True),
    added("an image fetched by a style", "styles", '<p style="background-image:url(\'photo.jpg\')">Plans</p>', held_out=True),
    added("a link to a page that is not there", "link_file", '<a href="annex.html#tables">The annex</a>', held_out=True),
    added("outline width nought", "focus_style", ":focus-visible{outline-width:0}", STYLE, held_out=True),
    Defect("the skip link last", "skip_link", r'(<a class="skip".*?</a>)(.*)</body>', r"\2\1</body>", True),
    Defect("the main part hidden", "hidden_focus", r"<main ", '<main aria-hidden="true" ', True),
    Defect("a description with a value that is not a number", "missing_value", r"(<desc id=.*?>)", r"\1Highest nan%. ", True),
    Defect("a chart with an empty caption", "chart_table", r"<figcaption>.*?</figcaption>", "<figcaption></figcaption>", True),
    added("a drawing with a label alone", "drawing_name", '<svg role="img" aria-label="Plans"></svg>', held_out=True),
    added("a file of the machine", "addresses", '<a href="file:///home/someone/x.csv">All figures (CSV)</a>', held_out=True),
    added("a date that has not come", "missing_value", "<p>Published on NaT.</p>", held_out=True),
)  # fmt: skip
