"""A hand-written page's citations and sentences are read where Markdown has them, not elsewhere."""

from __future__ import annotations

import math

import pytest

from hashiya.diagnostics import SeedErrors
from hashiya.prose import (
    Block,
    ProsePage,
    Words,
    parse_blocks,
    parse_prose,
    parse_words,
    render_note,
    rewrite_citations,
    split_citations,
)
from hashiya.seeds import SeedFile


def page(text: str) -> ProsePage:
    """A page of this text."""
    return parse_prose(SeedFile("docs/en/a.md", text), "en", "a.md")


def cited(text: str) -> list[tuple[str, int]]:
    """The labels that a page cites, with their lines."""
    return [(c.label, c.where.line) for c in page(text).citations]


def sentences(text: str) -> list[tuple[str, tuple[str, ...], int]]:
    """A page's sentences, what each cites, and its line."""
    return [(s.text, s.labels, s.where.line) for s in page(text).sentences]


def words(text: str) -> list[str]:
    """A page's sentences."""
    return [s.text for s in page(text).sentences]


# --- citations ------------------------------------------------------------------------------------


def test_citations_have_their_line() -> None:
    text = "# Title\n\nOne[^a] and\ntwo.[^b][^c]\n\n- item[^d]\n- more\n  lines[^e]\n"
    assert cited(text) == [("a", 3), ("b", 4), ("c", 4), ("d", 6), ("e", 8)]


def test_front_matter_does_not_move_lines() -> None:
    assert cited("---\ntitle: x\n---\nOne[^a]\n") == [("a", 4)]
    assert cited("---\n---\n\nOne[^a]\n") == [("a", 4)]
    assert cited("---\ntitle: x\n...\nOne[^a]\n") == [("a", 4)]


def test_crlf_counts_as_lf() -> None:
    assert cited("---\r\ntitle: x\r\n---\r\n\r\nOne[^a]\r\nTwo[^b]\r\n") == [("a", 5), ("b", 6)]


@pytest.mark.parametrize(
    "text",
    [
        "`[^a]`",
        "``code ` [^a]``",
        "```\n[^a]\n```",
        "~~~ yaml\n[^a]\n~~~",
        "```\n[^a]",
        "    [^a]",
        "- x\n\n      [^a]",
        r"\[^a]",
        "<!-- [^a] -->",
        "<div>\n[^a]\n</div>",
        '<span title="[^a]">x</span>',
        "[^]",
        "[^ a]",
        "[^a b]",
        "[ ^a]",
        "[a](b)",
        "text ^a",
    ],
)
def test_what_markdown_takes_for_something_else_is_no_citation(text: str) -> None:
    assert cited(f"{text}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "x[^a]",
        "*x[^a]*",
        "**x**[^a]",
        "[x[^a]](b)",
        "> x[^a]",
        "1. x[^a]",
        "| x[^a] |\n|---|",
        "# x[^a]",
        "x\n===\n\ny[^a]",
        r"\\[^a]",
        "a ` b [^a]",
        "`code`[^a]`code`",
        "x[^a]: y",
        "<b>x</b>[^a]",
        "a < b [^a] > c",
    ],
)
def test_a_citation_is_found_in_any_text(text: str) -> None:
    assert [label for label, _ in cited(f"{text}\n")] == ["a"]


def test_a_definition_of_a_note_of_the_page_is_no_citation() -> None:
    found = page("One[^own].\n\n[^own]: The note.\n[^b]: Another\n    with *more*.\n")
    assert [c.label for c in found.citations] == ["own"]
    assert found.own == {"own": "The note.", "b": "Another with *more*."}


def test_a_note_of_the_page_may_cite() -> None:
    found = page("One[^own].\n\n[^own]: See[^a].\n")
    assert [c.label for c in found.citations] == ["own", "a"]


def test_the_first_of_two_definitions_counts() -> None:
    assert page("[^a]: one\n\n[^a]: two\n").own == {"a": "one"}


def test_a_definition_in_code_is_none() -> None:
    assert page("```\n[^a]: one\n```\n\n`x`\n").own == {}


# --- front matter ---------------------------------------------------------------------------------


def test_the_title_is_that_of_the_front_matter_or_the_first_heading() -> None:
    assert page("---\ntitle: From above\n---\n# Below\n").title == "From above"
    assert page("## Second\n\n# *The* first[^a]\n\n# Last\n").title == "The first"
    assert page("Below\n=====\n").title == "Below"
    assert page("Text.\n").title is None
    assert page("---\ntitle: ~\n---\n# Below\n").title == "Below"


def test_editorial_pages_have_no_sentences_and_still_cite() -> None:
    found = page("---\neditorial: true\n---\nIn 2026 it was 12.[^a]\n")
    assert found.editorial
    assert found.sentences == ()
    assert [c.label for c in found.citations] == ["a"]


@pytest.mark.parametrize("value", ["false", "yes", '"true"', "1", "~"])
def test_only_true_frees_a_page(value: str) -> None:
    assert not page(f"---\neditorial: {value}\n---\nx.\n").editorial


def test_other_front_matter_is_left_alone() -> None:
    assert page("---\ntags: [a]\nhide:\n  - toc\n---\nx.\n").title is None


@pytest.mark.parametrize("key", ["template", "icon", "titel", "render_macros"])
def test_front_matter_of_another_key_is_refused(key: str) -> None:
    with pytest.raises(SeedErrors) as raised:
        page(f"---\ntitle: x\n{key}: ../../x\n---\nx.\n")
    assert str(raised.value.exceptions[0]).startswith(f"docs/en/a.md:3: the unknown key “{key}”")


def test_front_matter_that_is_no_yaml_is_refused_with_its_line() -> None:
    with pytest.raises(SeedErrors) as raised:
        page("---\ntitle: x\nb: 'y\n---\nx.\n")
    assert str(raised.value.exceptions[0]).startswith("docs/en/a.md:3: no YAML")


def test_a_rule_is_no_front_matter() -> None:
    assert words("Text.\n\n---\n\nMore.\n\n---\n") == ["Text.", "More."]


# --- sentences ------------------------------------------------------------------------------------


def test_sentences_have_their_citations_and_lines() -> None:
    text = "One is 1.[^a] Two\nis 2.[^b][^c] Three[^d] is 3.\nFour\n\nFive.\n"
    assert sentences(text) == [
        ("One is 1.", ("a",), 1),
        ("Two is 2.", ("b", "c"), 1),
        ("Three is 3.", ("d",), 2),
        ("Four", (), 3),
        ("Five.", (), 5),
    ]


def test_arabic_sentences_end_with_arabic_marks() -> None:
    assert words("هل عاد؟ نعم، عاد! ثم ذهب۔ انتهى") == ["هل عاد؟", "نعم، عاد!", "ثم ذهب۔", "انتهى"]


@pytest.mark.parametrize(
    "text, found",
    [
        ("It cost 2.5 million. More.", ["It cost 2.5 million.", "More."]),
        ("He said “go.” She went.", ["He said “go.”", "She went."]),
        ("**Bold.** Then.", ["Bold.", "Then."]),
        ("Wait… Then.", ["Wait…", "Then."]),
        ("Ends.[^a]\nNext.", ["Ends.", "Next."]),
        ("One.[^a] [^b] Two.", ["One.", "Two."]),
        ("See [the port](port.md). *Now*.", ["See the port.", "Now."]),
        ("At https://a.example/2026 it is.", ["At it is."]),
        ("Run `make 12`. Yes.", ["Run .", "Yes."]),
        ("<b>12</b> ships.", ["12 ships."]),
        ("a \\* b.", ["a * b."]),
    ],
)
def test_a_sentence_is_plain_text(text: str, found: list[str]) -> None:
    assert words(f"{text}\n") == found


def test_sentences_of_lists_and_quotes_count() -> None:
    assert words("- One is 1.\n- Two\n\n> Three.\n\n1. Four.\n") == ["One is 1.", "Two", "Three.",
                                                                      "Four."]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "# 12 ships in 2026",
        "12 ships\n---",
        "| 12 |\n|---|\n| 2026 |",
        "```\n12 ships.\n```",
        "    12 ships.",
        "[^own]: 12 ships.",
        "<!-- 12 ships. -->",
        "<!-- editorial -->\n\n12 ships.\n\n- 13.\n\n<!-- /editorial -->",
        "<!-- editorial --> 12 ships. <!-- /editorial -->",
        "<!--editorial-->\n\n12 ships.",
        "---",
        "",
    ],
)
def test_headings_tables_code_notes_and_editorial_words_are_left_out(text: str) -> None:
    assert words(f"{text}\n") == []


def test_editorial_words_end_where_they_are_said_to() -> None:
    text = (
        "Before.\n\n<!-- editorial -->\n\nOurs.\n\n<!-- /editorial -->\n\nAfter.\n\n"
        "Some. <!-- editorial -->Ours. And ours.<!-- /editorial --> Then.\n"
    )
    assert words(text) == ["Before.", "After.", "Some.", "Then."]


# --- rewriting ------------------------------------------------------------------------------------


def rewritten(text: str) -> str:
    """The text with each known label in capitals between angles."""
    return rewrite_citations(text, lambda label: f"<{label.upper()}>" if label != "x" else None)


@pytest.mark.parametrize(
    "text, found",
    [
        ("One[^a] and [^b].\n", "One<A> and <B>.\n"),
        ("One[^x].\n", "One[^x].\n"),
        ("`[^a]` [^a]\n", "`[^a]` <A>\n"),
        ("```\n[^a]\n```\n[^a]\n", "```\n[^a]\n```\n<A>\n"),
        ("\\[^a] [^a]\n", "\\[^a] <A>\n"),
        ("- one[^a]\n\n  two[^b]\n- three[^c]\n", "- one<A>\n\n  two<B>\n- three<C>\n"),
        ("| a[^a] | b[^b] |\n|---|---|\n| c[^c] | d |\n",
         "| a<A> | b<B> |\n|---|---|\n| c<C> | d |\n"),
        ("> quoted[^a]\n> more[^b]\n", "> quoted<A>\n> more<B>\n"),
        ("Text[^a]  \nbroken[^b]\n", "Text<A>  \nbroken<B>\n"),
        ("# Head[^a]\n\nUnder[^b]\n=====\n", "# Head<A>\n\nUnder<B>\n=====\n"),
        ("", ""),
        ("no citation", "no citation"),
    ],
)  # fmt: skip
def test_citations_are_rewritten_and_nothing_else(text: str, found: str) -> None:
    assert rewritten(text) == found


def test_definitions_of_own_notes_are_taken_out() -> None:
    assert rewritten("One[^own].\n\n[^own]: The note.\n    More.\n\nEnd.\n").split() == [
        "One<OWN>.", "End.",
    ]  # fmt: skip


def met(text: str) -> list[str]:
    """The labels that are met in rewriting, in order."""
    found: list[str] = []

    def replace(label: str) -> str:
        found.append(label)
        return "x"

    rewrite_citations(text, replace)
    return found


def test_labels_are_met_in_document_order_and_each_call_once() -> None:
    text = "| a[^a] | b[^b] |\n|---|---|\n| c[^a] | d |\n\nText[^c]\n\n- x[^a]\n"
    assert met(text) == ["a", "b", "a", "c", "a"]


def test_what_only_a_definition_cites_is_not_met_in_the_text() -> None:
    assert met("One[^own].\n\n[^own]: See[^a].\n") == ["own"]


# --- one line -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, found",
    [
        ("Words.[^a] More.[^b][^c]", (("Words.", ("a",)), (" More.", ("b", "c")))),
        ("Words [^a] [^b] end", (("Words", ("a", "b")), (" end", ()))),
        ("[^a]", (("", ("a",)),)),
        ("No citation", (("No citation", ()),)),
        ("", (("", ()),)),
        ("*a* `b` <c>", (("*a* `b` <c>", ()),)),
    ],
)
def test_a_line_is_split_at_its_citations(
    text: str, found: tuple[tuple[str, tuple[str, ...]], ...]
) -> None:
    assert split_citations(text) == found


def note(text: str) -> str:
    """An own note's HTML; it knows the label `a`."""
    return render_note(text, lambda label: "<A>" if label == "a" else None)


def test_an_own_note_is_markdown_without_html() -> None:
    assert note("*a* <b>x</b> [y](javascript:z)") == (
        "<em>a</em> &lt;b&gt;x&lt;/b&gt; [y](javascript:z)"
    )


def test_an_own_note_cites_outside_code_and_attributes() -> None:
    assert note("See[^a], `[^a]`, [^b].") == "See<A>, <code>[^a]</code>, [^b]."
    assert note("[x](y '[^a]')") == '<a href="y" title="[^a]">x</a>'


def test_a_mark_in_code_ends_and_begins_nothing() -> None:
    assert words("Write `<!-- editorial -->`. Then 12.\n\nMore.\n") == [
        "Write .", "Then 12.", "More.",
    ]  # fmt: skip


# --- blocks ---------------------------------------------------------------------------------------


def text_of(block: Block) -> str:
    """A block's own words."""
    return "".join(each.text for each in block.words)


def test_blocks_have_their_shapes() -> None:
    text = "# A\n\nb\n\n***\n\n    c\n\n~~~\nd\n\n e\n~~~\n\n### F\n"
    found = [(block.shape, text_of(block), block.level) for block in parse_blocks(text)]
    assert found == [
        ("heading", "A", 1), ("paragraph", "b", 0), ("rule", "", 0), ("code", "c", 0),
        ("code", "d\n\n e", 0), ("heading", "F", 3),
    ]  # fmt: skip


def test_a_list_has_entries_that_are_blocks() -> None:
    (tight, loose) = parse_blocks(
        "- a\n    1. b\n    2. c\n- d\n\n<!-- -->\n\n7) e\n\n    f\n8) g\n"
    )
    assert (tight.shape, tight.first, loose.first) == ("list", None, 7)
    first, second = tight.parts
    assert [block.shape for block in first] == ["paragraph", "list"]
    assert first[1].first == 1
    assert [text_of(part[0]) for part in first[1].parts] == ["b", "c"]
    assert text_of(second[0]) == "d"
    assert [[text_of(block) for block in part] for part in loose.parts] == [["e", "f"], ["g"]]


def test_a_quote_has_blocks_and_a_table_has_rows() -> None:
    quote, table = parse_blocks("> a\n>\n> - b\n\n| *c* | d |\n|---|--:|\n| e[^x] | f |\n| g |\n")
    ((one, two),) = quote.parts
    assert (one.shape, two.shape) == ("paragraph", "list")
    assert table.shape == "table"
    assert table.rows[0] == ((Words("c", emphasis=True),), (Words("d"),))
    assert table.rows[1] == ((Words("e"), Words("", label="x")), (Words("f"),))
    assert len(table.rows[2]) == 2


def test_notes_of_a_pages_own_and_html_are_no_blocks() -> None:
    text = "a[^n]\n\n[^n]: note\n\n<div>\nhtml\n</div>\n\nb <b>c</b>\n"
    assert [text_of(block) for block in parse_blocks(text)] == ["a", "b c"]


def test_of_no_text_there_is_no_block() -> None:
    assert parse_blocks("") == ()
    assert parse_blocks("<!-- only this -->\n") == ()


@pytest.mark.parametrize(
    "text, expected",
    [
        ("a", (Words("a"),)),
        ("**a** *b*", (Words("a", strong=True), Words(" "), Words("b", emphasis=True))),
        ("***a***", (Words("a", strong=True, emphasis=True),)),
        ("`**a** [^b]`", (Words("**a** [^b]", code=True),)),
        ("[a](b.md#c)", (Words("a", href="b.md#c"),)),
        ("[**a**](b)", (Words("a", strong=True, href="b"),)),
        ("<https://a.example>", (Words("https://a.example", href="https://a.example"),)),
        ("a[^b][^c] d", (Words("a"), Words("", label="b"), Words("", label="c"), Words(" d"))),
        ("a\nb", (Words("a"), Words(" "), Words("b"))),
        (r"\*a\*", (Words("*"), Words("a"), Words("*"))),
        ("<i>a</i>", (Words("a"),)),
        ("", ()),
    ],
)
def test_words_keep_what_they_look_like(text: str, expected: tuple[Words, ...]) -> None:
    assert _joined(parse_words(text)) == _joined(expected)


def _joined(found: tuple[Words, ...]) -> list[tuple[object, ...]]:
    """Runs that look the same, made one."""
    joined: list[list[object]] = []
    for each in found:
        looks = [each.strong, each.emphasis, each.code, each.href, each.label]
        if joined and joined[-1][1:] == looks and each.label is None:
            joined[-1][0] = f"{joined[-1][0]}{each.text}"
        else:
            joined.append([each.text, *looks])
    return [tuple(each) for each in joined]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "vbscript:x", "data:text/html,x"])
def test_a_link_to_a_script_is_none(href: str) -> None:
    assert all(each.href is None for each in parse_words(f"[x]({href})"))


def test_an_escaped_citation_is_text() -> None:
    assert all(each.label is None for each in parse_words(r"a\[^b]"))


# --- a page's place -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path, address",
    [
        ("index.md", ""),
        ("guide.md", "guide"),
        ("guide/index.md", "guide"),
        ("a/b.md", "a/b"),
        ("myindex.md", "myindex"),
    ],
)
def test_a_page_has_the_address_that_mkdocs_gives_it(path: str, address: str) -> None:
    assert parse_prose(SeedFile(f"docs/en/{path}", "x"), "en", path).address == address


@pytest.mark.parametrize(
    "front, order",
    [("order: 2", 2), ("order: -1.5", -1.5), ("title: x", math.inf), ("order: yes", math.inf),
     ("order: two", math.inf), ("order: [1]", math.inf)],
)  # fmt: skip
def test_a_page_has_its_place_or_comes_last(front: str, order: float) -> None:
    assert page(f"---\n{front}\n---\nx\n").order == order


def test_lines_of_front_matter_are_counted_and_left_out() -> None:
    found = page("---\ntitle: x\norder: 1\n---\n# A\n")
    assert (found.skipped, found.text) == (4, "# A\n")
    assert (page("# A\n").skipped, page("# A\n").text) == (0, "# A\n")
