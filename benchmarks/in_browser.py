"""The same words as a volume in print, as one HTML file that a browser can print.

Every block is there in its order, with the project's fonts, and every link. What a browser can't
do, it need not do: the notes stand at the end and not at the foot of the page, "see p. N" is a link
without a number, two volumes follow each other instead of facing each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Any

from hashiya.volume import Volume

FACES = (
    ("Amiri", "fontpkg_amiri", "Amiri"),
    ("IBM Plex Serif", "fontpkg_ibm_plex_serif", "IBMPlexSerif"),
)
"""Family, package, and how the names of its files begin."""

STYLES = (("Regular", "normal", 400), ("Bold", "normal", 700), ("Italic", "italic", 400))

SHEET = """
@page { size: A4; margin: 22mm 24mm 20mm }
body { font: 9.8pt/1.5 "IBM Plex Serif", "Amiri", serif; margin: 0 }
[dir=rtl] { font-family: "Amiri", "IBM Plex Serif", serif; font-size: 1.16em }
h1 { break-before: page }
.small, li { font-size: 7.7pt }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.4em }
.names { columns: 2 }
table { width: 100%; text-align: start }
"""

Values = Mapping[str, Any]
"""A block, a run or a note: what it holds is told in `hashiya.volume` and `hashiya.binder`."""


def render_book(volumes: Sequence[Volume]) -> str:
    """The HTML of volumes, one after the other."""
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: {weight}; '
        f'src: url("{(files(package) / "files" / f"{start}-{face}.ttf")}") }}\n'
        for family, package, start in FACES
        for face, style, weight in STYLES
    )
    head = f"<title>{escape(volumes[0].title)}</title><style>{faces}{SHEET}</style>"
    books = "".join(map(_volume, volumes))
    lang = volumes[0].lang
    return f'<!doctype html><html lang="{lang}"><meta charset="utf-8">{head}<body>{books}\n'


def _volume(volume: Volume) -> str:
    hand = _Hand(volume)
    blocks = "".join(map(hand.block, volume.blocks))
    notes = "".join(
        f'<li id="{hand.anchor(f"note-{n}")}">{hand.note(note)}</li>'
        for n, note in sorted(hand.notes.items())
    )
    lang = f'lang="{volume.lang}" dir="{volume.dir}"'
    return f"<article {lang}>{blocks}<ol>{notes}</ol></article>"


class _Hand:
    """Writes one volume; `notes` are those that it has come across, by number."""

    def __init__(self, volume: Volume) -> None:
        self.volume = volume
        self.comma = f"{volume.words['comma']} "
        self.notes: dict[int, Values] = {}

    def anchor(self, label: str) -> str:
        """The id of a label."""
        return escape(f"{self.volume.lang}-{label}")

    def link(self, label: str, words: str) -> str:
        """A way to a label."""
        return f'<a href="#{self.anchor(label)}">{words}</a>'

    def block(self, block: Values) -> str:
        """Any block.

        Raises: ValueError for one that has no element.
        """
        shapes = {
            "cover": self.cover,
            "contents": self.contents,
            "h": self.heading,
            "p": self.paragraph,
            "mark": self.paragraph,
            "code": self.paragraph,
            "claim": self.claim,
            "pair": self.pair,
            "facts": self.facts,
            "table": self.table,
            "figure": self.figure,
            "list": self.parts,
            "quote": self.parts,
            "pages": self.pages,
            "rule": self.rule,
        }
        if block["k"] not in shapes:
            raise ValueError(f"a block {block['k']!r} has no element")
        return shapes[block["k"]](block)

    def paragraph(self, block: Values) -> str:
        """A paragraph."""
        return f"<p>{self.runs(block['runs'])}</p>"

    def rule(self, _: Values) -> str:
        """A line across."""
        return "<hr>"

    def pair(self, block: Values) -> str:
        """Two claims side by side."""
        sides = "".join(
            f"<div><p>{self.runs(side['by'])}</p>{self.claim(side)}</div>"
            for side in block["sides"]
        )
        return f'<p><b>{escape(block["about"])}</b></p><div class="sides">{sides}</div>'

    def facts(self, block: Values) -> str:
        """Words, and what stands for each."""
        rows = (f"<dt>{escape(w)}: </dt><dd>{self.runs(runs)}</dd>" for w, runs in block["rows"])
        return f"<dl>{''.join(rows)}</dl>"

    def pages(self, block: Values) -> str:
        """Names and the ways from them, in two columns."""
        return f'<div class="names">{"".join(map(self.row, block["rows"]))}</div>'

    def cover(self, block: Values) -> str:
        """The cover."""
        lines = (block["edition"], " · ".join(block["counts"]), block["about"])
        cite = f"{block['cite-label']} {block['cite']} {block['address']}"
        text = "".join(f"<p>{escape(line)}</p>" for line in (*lines, cite))
        return f"<h1>{escape(block['title'])}</h1>{text}"

    def contents(self, _: Values) -> str:
        """The list of headings, with links in the place of page numbers."""
        listed = (b for b in self.volume.blocks if b["k"] == "h" and b.get("listed"))
        lines = "".join(f"<p>{self.listed(heading)}</p>" for heading in listed)
        return f"<h1>{escape(self.volume.words['contents'])}</h1>{lines}"

    def listed(self, heading: Values) -> str:
        """A heading's line in the contents."""
        words = escape("".join(run.get("s", "") for run in heading["runs"]))
        return self.link(heading["label"], words) if "label" in heading else words

    def heading(self, block: Values) -> str:
        """A heading, with the names in other languages below it."""
        names = "".join(f"<p>{self.run(name)}</p>" for name in block.get("names", ()))
        level, label = block["level"], self.id_of(block)
        return f"<h{level}{label}>{self.runs(block['runs'])}</h{level}>{names}"

    def claim(self, block: Values) -> str:
        """A claim, with what is said about it where it stands in full."""
        about = " · ".join(map(self.runs, block.get("about", ())))
        below = f'<br><span class="small">{about}</span>' if about else ""
        return f"<p{self.id_of(block)}>{self.runs(block['runs'])}{below}</p>"

    def id_of(self, block: Values) -> str:
        """The attribute by which a link finds a block; "" where none leads there."""
        return f' id="{self.anchor(block["label"])}"' if "label" in block else ""

    def table(self, block: Values) -> str:
        """A table; nothing where it has no rows."""
        rows = "".join(self.cells("td", row) for row in block["rows"])
        return f"<table>{self.cells('th', block['head'])}{rows}</table>" if rows else ""

    def cells(self, element: str, row: Iterable[Iterable[Values]]) -> str:
        """A row of a table."""
        cells = "".join(f"<{element}>{self.runs(cell)}</{element}>" for cell in row)
        return f"<tr>{cells}</tr>"

    def figure(self, block: Values) -> str:
        """A figure, its labels below it and not in their places; then its table."""
        drawing = block["drawing"]
        labels = (" ".join(word for word, *_ in label["words"]) for label in drawing["labels"])
        words = "".join(f"<p>{escape(label)}</p>" for label in labels)
        return (
            f'<figure>{drawing["svg"]}</figure><div class="small">{words}</div>{self.table(block)}'
        )

    def parts(self, block: Values) -> str:
        """A list, or a quotation."""
        inside = ["".join(map(self.block, part)) for part in block["parts"]]
        if block["k"] == "quote":
            return f"<blockquote>{''.join(inside)}</blockquote>"
        element = "ul" if block["first"] is None else "ol"
        return f"<{element}>{''.join(f'<li>{part}</li>' for part in inside)}</{element}>"

    def row(self, row: Values) -> str:
        """A name and the ways to where it is said; a browser has no page numbers to give."""
        labels = (f"note-{at}" if isinstance(at, int) else at for at in row["pages"])
        ways = (self.link(label, str(n)) for n, label in enumerate(labels, start=1))
        return f"<p>{self.runs(row['runs'])} {self.comma.join(ways)}</p>"

    # --- words ----------------------------------------------------------------------------------

    def runs(self, runs: Iterable[Values]) -> str:
        """Runs of words and calls of notes."""
        return "".join(map(self.run, runs))

    def run(self, run: Values) -> str:
        """Words as they are marked, or the call of a note."""
        if "n" in run:
            if "note" in run:
                self.notes[run["n"]] = run["note"]
            call = self.link(f"note-{run['n']}", self.digits(run["n"]))
            return f"<sup>{call}</sup>"
        if "pages" in run:
            return ""
        if "remark" in run:
            return f"<small>{self.runs(run['remark'])}</small>"
        words = escape(run["s"])
        for key, element in (("b", "b"), ("i", "i"), ("m", "code")):
            words = f"<{element}>{words}</{element}>" if run.get(key) else words
        if "lang" in run:
            words = f'<bdi lang="{run["lang"]}" dir="{run["dir"]}">{words}</bdi>'
        if "to" in run:
            return self.link(run["to"], words)
        return f'<a href="{escape(run["url"])}">{words}</a>' if "url" in run else words

    def digits(self, n: int) -> str:
        """A number in the language's digits."""
        return "".join(self.volume.digits[int(digit)] for digit in str(n))

    def note(self, note: Values) -> str:
        """What a note says."""
        if note["withheld"]:
            return escape(note["withheld"])
        where = self.comma.join(
            (
                f"<bdi>{escape(note['publisher'])}</bdi>",
                f"<em>{self.link(note['to'], escape(note['title']))}</em>",
                f"<bdi>{escape(note['published'])}</bdi>",
            )
        )
        if note["url"]:
            where += f' (<a href="{escape(note["url"])}">{escape(note["url"])}</a>)'
        passages = note["passages"]
        several = len(passages) > 1
        return where + "".join(self.passage(passage, several=several) for passage in passages)

    def passage(self, passage: Values, *, several: bool) -> str:
        """A passage of a note, with its mark where it is one of several."""
        words = self.volume.words
        said = [f"({passage['mark']})"] if several else []
        said += [passage["speaker"]]
        said += [f"({passage['unnamed']})"] if passage["unnamed"] else []
        said += [passage["modality"]] if passage["modality"] else []
        said += [f"({passage['side']})"] if passage["side"] else []
        for number, hop in enumerate(passage["via"]):
            said += [words["hop" if number else "via"], hop]
        text = escape(f"{' '.join(said)}{self.comma}{passage['paragraph']}")
        if passage["withheld"]:
            return f"<p>{text} {escape(passage['withheld'])}</p>"
        lang = f'lang="{passage["lang"]}" dir="{passage["dir"]}"'
        quotation = f"<bdi {lang}>«{escape(passage['quote'])}»</bdi>"
        gloss = words["translation"].replace("{gloss}", passage["gloss"])
        return f"<p>{text}: {quotation} {escape(gloss) if passage['gloss'] else ''}</p>"
