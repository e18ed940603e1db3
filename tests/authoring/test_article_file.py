"""Reading a teacher's article: the forms it comes in, and what is refused in a sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from exercises.authoring.article_file import read_article
from exercises.base.errors import KitError
from tests.each import each

ARTICLES = Path(__file__).with_name("articles")
REPORT = (ARTICLES / "wire_report.txt").read_text(encoding="utf-8")
TITLE, BYLINE, *PARAGRAPHS = REPORT.strip().split("\n\n")
TEXT = "\n\n".join(PARAGRAPHS) + "\n"

PAGE = f"""<!DOCTYPE html><html><head><title>Pool | The Harbor Sun</title>
<meta property="og:site_name" content="The Harbor Sun">
<meta property="article:published_time" content="2026-05-05T08:00:00Z">
<style>p {{ color: red }}</style><script>var p = "<p>Nobody reads this.</p>";</script></head>
<body><nav><p>Home News Sports</p></nav><article><h1>{TITLE}</h1>
{"".join(f"<p>{text}<br></p>" for text in PARAGRAPHS)}<aside><p>Sign up for our letter</p></aside></article>
<footer><p>All rights reserved</p></footer></body></html>"""


def document(*paragraphs: str) -> bytes:
    """A Word document with these paragraphs; the first one has the style of a title."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    first, *rest = paragraphs
    body = f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{first}</w:t></w:r></w:p>'
    body += "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r><w:del><w:delText>gone</w:delText></w:del></w:p>" for text in rest)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as file:
        file.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return whole.getvalue()


def test_one_article_is_the_same_from_plain_text_a_saved_page_a_document_and_what_is_pasted(tmp_path):
    forms = {
        "article.txt": REPORT.encode(),
        "windows.txt": ("\ufeff" + REPORT.replace("\n", "\r\n")).encode(),
        "wide.txt": REPORT.encode("utf-16"),
        "a line each.txt": "\n".join(REPORT.strip().split("\n\n")).encode(),
        "page.html": PAGE.encode(),
        "document.docx": document(TITLE, BYLINE, *PARAGRAPHS),
    }
    for noted, name in each({name: name for name in forms}):
        with noted:
            (tmp_path / name).write_bytes(forms[name])
            source = read_article(str(tmp_path / name))
            assert (source.title, source.text) == (TITLE, TEXT)
    assert read_article("-", REPORT.encode()).left_out == (TITLE, BYLINE)
    page = read_article(str(tmp_path / "page.html"))
    assert (page.outlet, page.date) == ("The Harbor Sun", "2026-05-05")


SPANISH = (
    "El alcalde dijo el martes que la ciudad no tiene dinero para reparar el puente y que los vecinos deben esperar. "
    "“No podemos hacer nada este verano”, explicó durante una larga reunión con las familias del barrio."
)
REFUSED = {
    "empty.txt": (b" \n\n ", "it is empty"),
    "one line.txt": (" ".join(PARAGRAPHS).encode(), "it is a single paragraph"),
    "short.txt": (b"A pool opened.\n\nIt closed again.", "it has 6 words"),
    "long.txt": ((TEXT * 100).encode(), "it has 24,200 words, and a lesson takes 20,000"),
    "no quotation.txt": (TEXT.replace("“", "").replace("”", "").encode(), "nobody is quoted"),
    "spanish.txt": ("\n\n".join([SPANISH] * 4).encode(), "it does not look like English"),
    "picture.txt": (bytes(range(256)) * 20, "it is no text, but a picture"),
    "old.txt": (TEXT.encode("cp1252"), "line 5 is in an older encoding"),
    "broken.docx": (b"PK\x03\x04 but no more", "it is not a Word document"),
    "scripts.html": (b"<html><script>alert('x')</script></html>", "it is empty"),
}


def test_what_cannot_become_a_lesson_is_refused_in_a_sentence(tmp_path):
    for noted, name in each({name: name for name in REFUSED}):
        data, said = REFUSED[name]
        with noted:
            (tmp_path / name).write_bytes(data)
            with pytest.raises(KitError) as refused:
                read_article(str(tmp_path / name))
            assert str(refused.value).startswith(f"“{name}” cannot become a lesson: {said}")
            assert str(refused.value).endswith((".", "?"))
    with pytest.raises(KitError, match=r"There is no file .*nowhere\.txt"):
        read_article(str(tmp_path / "nowhere.txt"))
