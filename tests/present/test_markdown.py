"""Markdown as it is published: raw HTML is text, headings have ids, tables have captions."""

import pytest

from send_analysis.present.markdown import Heading, Ids, render


def html(text: str) -> str:
    return "".join(piece.html for piece in render(text, Ids()).pieces)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plans *on time*.", "<p>Plans <em>on time</em>.</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("### Exceptions", '<h3 id="exceptions">Exceptions</h3>'),
        ("[write](mailto:send@example.org)", '<p><a href="mailto:send@example.org">write</a></p>'),
        ("[below](#contact)", '<p><a href="#contact">below</a></p>'),
        ("", ""),
        ("\n\n", ""),
    ],
)
def test_markdown_becomes_html(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ('a <img src=x onerror="alert(1)"> b', "<p>a &lt;img src=x onerror=&quot;alert(1)&quot;&gt; b</p>"),
        ("[x](javascript:alert(1))", "<p>x</p>"),
        ("[x](&#106;avascript:alert(1))", "<p>x</p>"),
        ("[x](<java\tscript:alert(1)>)", "<p>x</p>"),
        ("[x](data:text/html,hello)", "<p>x</p>"),
        ('[x](#y "\\"><script>")', '<p><a href="#y" title="&quot;&gt;&lt;script&gt;">x</a></p>'),
        ("## <b>x</b>", '<h2 id="b-x-b">&lt;b&gt;x&lt;/b&gt;</h2>'),
        ("`<script>`", "<p><code>&lt;script&gt;</code></p>"),
        ("```html\n<script>\n```", '<pre><code class="language-html">&lt;script&gt;\n</code></pre>'),
    ],
)
def test_hostile_text_stays_text(text: str, expected: str) -> None:
    assert html(text) == expected


def test_comments_are_left_out_and_what_follows_them_is_text() -> None:
    assert html("<!-- for us -->\n\nPlans <!-- not yet --> issued") == "<p>Plans  issued</p>"
    assert html("<!-- for us --> <script>") == "<p>&lt;script&gt;</p>"
    assert html("<!-- never closed\n<script>") == ""


def test_a_table_takes_its_caption_from_the_paragraph_before_it() -> None:
    table = html("Table: Who *writes* advice & when\n\n| Agency | Days |\n|---|--:|\n| Health | 42 |")
    assert table == (
        '<div class="scroll" role="region" tabindex="0" aria-label="Who writes advice &amp; when"><table class="words">'
        "<caption>Who <em>writes</em> advice &amp; when</caption>"
        '<thead><tr><th scope="col">Agency</th><th scope="col" class="number">Days</th></tr></thead>'
        '<tbody><tr><td>Health</td><td class="number">42</td></tr></tbody></table></div>'
    )


def test_a_section_heading_begins_a_new_piece() -> None:
    rendered = render("before\n\n## One\n\ntext\n\n### Below\n\n## Two", Ids())
    assert [piece.heading and piece.heading.text for piece in rendered.pieces] == [None, "One", "Two"]
    assert [(heading.level, heading.id) for heading in rendered.headings] == [(2, "one"), (3, "below"), (2, "two")]


def test_a_heading_is_told_without_its_markup() -> None:
    assert render("## Plans *issued* in `time` <!-- x --> & more", Ids()).headings == (
        Heading(2, "plans-issued-in-time-more", "Plans issued in time & more"),
    )


def test_every_fault_is_told_once() -> None:
    rendered = render("# One\n\n# Two\n\n![x](y)\n\n[z](https://example.org)", Ids())
    assert [fault.split(".")[0] for fault in rendered.faults] == [
        "a heading of level 1",
        "a picture",
        "a link to another site",
    ]


def test_ids_are_given_out_once() -> None:
    ids = Ids(["contact"])
    texts = ["Plans", "Plans", "plans!", "Contact", "Été à l’école", "20 weeks", "計画", "", "Plans 2"]
    taken = [ids.take(text) for text in texts]
    assert taken == [
        "plans",
        "plans-2",
        "plans-3",
        "contact-2",
        "ete-a-lecole",
        "20-weeks",
        "heading",
        "heading-2",
        "plans-2-2",
    ]
