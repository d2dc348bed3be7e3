"""Files, folders, standard input: what is read, what is listed, and that nothing raises."""

import io
import itertools
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitia.errors import UsageError
from aitia.ingest import Limits, from_text, open_documents
from aitia.ingest.markdown import plain
from aitia.model.text import Document, Unread

TEXT = (
    "The army left the town on Monday, and the rebels who had waited in the hills for weeks said that they would stay."
)
FRENCH = (
    "Le gouvernement a rompu les pourparlers avec les rebelles lundi, et il accuse l'armée d'avoir laissé la ville "
    "sans défense pendant que les négociateurs attendaient dans un hôtel de la capitale."
)


def read(*sources, **options):
    return list(open_documents([str(source) for source in sources], **options))


def one(*sources, **options):
    (item,) = read(*sources, **options)
    return item


@pytest.fixture
def write(tmp_path):
    def save(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return save


def refused(item, *words):
    assert isinstance(item, Unread), item
    for word in words:
        assert word in item.reason
    assert "\n" not in item.reason
    return True


@pytest.mark.parametrize(
    "text", [TEXT, TEXT + "\r\n\r\nEnd.\r\n", "\n\n " + TEXT, "a\x85b\u2028c " + TEXT, TEXT + " 👍🏽\u202e\x07\x1b[31m"]
)
def test_plain_text_is_unchanged(write, text):
    document = one(write("oped-2014.v2.txt", text))
    assert (document.text, document.id, document.language) == (text, "oped-2014.v2", "en")


def test_byte_order_marks(write):
    assert one(write("a.txt", b"\xef\xbb\xbf" + TEXT.encode())).text == TEXT
    assert one(write("b.txt", TEXT.encode("utf-16"))).text == TEXT
    assert one(write("c.txt", b"\xfe\xff" + TEXT.encode("utf-16-be"))).text == TEXT


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", ["empty"]),
        ("blank.txt", b" \n\t\r\n\xe2\x80\x8b", ["empty"]),
        ("latin.txt", b"A caf\xe9 in the capital", ["UTF-8", "0xe9", "position 5", "iconv"]),
        ("noise.txt", bytes(range(256)) * 8, ["binary"]),
        ("utf16.txt", TEXT.encode("utf-16-le"), ["UTF-16"]),
        ("report.txt", b"%PDF-1.4 ...", [".pdf"]),
        ("photo.png", b"\x89PNG", [".png", ".txt"]),
        ("letter.docx", b"PK\x03\x04", [".docx"]),
        ("noending", b"\x89PNG\r\n\x1a\n", ["picture"]),
        ("broken.pdf", b"%PDF-1.7\nnothing", ["broken PDF"]),
        ("notpdf.pdf", b"", ["broken PDF"]),
        ("empty.html", b"", ["empty"]),
        ("empty2.html", b"<html><body><script>x</script></body></html>", ["no main text"]),
        ("picture.html", b"\x89PNG\r\n", ["picture"]),
        ("empty.jsonl", b"\n \n", ["empty"]),
        ("empty.csv", b"", ["empty"]),
        ("empty2.csv", b"id,text\n", ["empty"]),
        ("columns.csv", b"id,body\n1,x\n", ["'id', 'body'", "text"]),
        ("bad.json", b'{"text": ', ["JSON"]),
        ("deep.json", b"[" * 100_000, ["deeply"]),
        ("none.json", b"[]", ["empty"]),
        ("french.txt", FRENCH.encode(), ["language", "fr", "--any-language"]),
    ],
)
def test_bad_files_are_listed(write, name, content, words):
    path = write(name, content)
    good = write("zz.txt", TEXT)
    bad, after = read(path, good)
    assert refused(bad, *words) and bad.source == str(path)
    assert after.text == TEXT


def test_missing_and_odd_paths(tmp_path):
    assert refused(one(tmp_path / "nothing.txt"), "no such file")
    assert refused(one("a\0b"), "not a path")
    assert refused(one("x" * 5000), "cannot be read")
    assert refused(one("ftp://a.example/b.txt"), "only http and https")
    assert refused(one(""), "empty")


def test_a_file_without_permission(write, monkeypatch):
    path, good = write("a.txt", TEXT), write("b.txt", TEXT)
    really = Path.open

    def refuse(self, *args, **kwargs):
        if self == path:
            raise PermissionError(13, "Permission denied", str(path))
        return really(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)  # root may read everything, so the rights of the file would not do
    bad, after = read(path, good)
    assert refused(bad, "permission")
    assert after.text == TEXT


def test_standard_input_that_is_closed(write, monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    bad, after = read("-", write("b.txt", TEXT))
    assert refused(bad, "standard input is closed")
    assert after.text == TEXT


def test_fifty_megabytes_of_one_line(tmp_path):
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        for _ in range(50):
            file.write(b"war " * 262_144)
    start = time.process_time()
    assert refused(one(path), "too long", "2,000,000", "max_characters")
    rows = tmp_path / "line.jsonl"
    rows.write_bytes(b'{"text": "' + path.read_bytes() + b'"}\n{"text": "Short."}\n')
    long, short = read(rows)
    assert refused(long, "too long", "max_row_bytes") and long.row == 1 and short.text == "Short."
    with path.open("rb") as stdin:
        assert refused(one("-", stdin=stdin), "too long")
    assert time.process_time() - start < 12


def test_limits_are_named(write):
    path = write("a.txt", TEXT)
    assert refused(one(path, limits=Limits(max_characters=50)), "too long", "50")
    assert refused(one(write("a.html", f"<p>{TEXT}</p>"), limits=Limits(max_html_bytes=10)), "too large")
    rows = write("a.jsonl", f'{{"text": "{TEXT}"}}\n{{"text": "Short."}}')
    long, short = read(rows, limits=Limits(max_row_bytes=40))
    assert long.row == 1 and short.text == "Short."


def test_json_lines(write):
    path = write(
        "rows.jsonl",
        b'\xef\xbb\xbf{"id": 7, "text": "One.", "title": "T", "author": "A", "outlet": "O", "date": '
        b'"3 May 2011", "url": "http://a.example", "genre": "oped"}\n'
        b"\n"
        b'{"text": "Two.\\u0000 \\ud800"}\r\n'
        b'{"text": \n'
        b'{"id": 1}\n'
        b'{"text": 5}\n'
        b'{"text": null}\n'
        b'{"text": ""}\n'
        b"[1]\n"
        b"{\xff}\n"
        b'{"text": "Big.", "id": ' + b"9" * 10_000 + b"}\n"
        b'{"text": "Deep.", "x": ' + b"[" * 50_000 + b"}\n"
        b'{"text": "Last.", "id": true}',
    )
    items = read(path)
    documents = [item for item in items if isinstance(item, Document)]
    assert [item.text for item in documents] == ["One.", "Two.\0 \ud800", "Big.", "Last."]
    first = documents[0]
    assert (first.id, first.title, first.author, first.publisher, first.published) == ("7", "T", "A", "O", "2011-05-03")
    assert (first.url, first.genre) == ("http://a.example", "oped")
    assert (documents[1].id, documents[3].id) == ("rows", "rows")
    assert [item.row for item in items if isinstance(item, Unread)] == [4, 5, 6, 7, 8, 9, 10, 12]
    assert [type(item) for item in items[:4]] == [Document, Document, Unread, Unread]


def test_json_files(write):
    assert one(write("a.json", '{"id": "x", "text": "One."}')).id == "x"
    items = read(write("b.json", '[{"text": "One."}, 3, {"text": "Two."}]'))
    assert [getattr(item, "row", None) for item in items] == [None, 2, None]
    assert [item.text for item in read(write("c.json", '{"text": "One."}\n{"text": "Two."}\n'))] == ["One.", "Two."]


def test_stated_language_wins(write):
    rows = write(
        "a.jsonl", f'{{"text": "{FRENCH}", "language": "EN-gb"}}\n{{"text": "Hello.", "language": "French"}}\n'
    )
    english, french = read(rows)
    assert english.language == "en"
    assert refused(french, "the row says fr")
    assert [item.language for item in read(rows, any_language=True)] == ["en", "fr"]
    assert one(write("b.txt", FRENCH), any_language=True).language == "fr"


def test_csv(write):
    path = write(
        "a.csv",
        'ID,Text,Date\r\n1,"A ""quoted"", two\r\nline text",2014\r\n'
        "2,too,many,fields\r\n"
        "\r\n"
        '3,"never closed\r\n'
        '4,"fine, here",2015\r\n'
        '5,"junk" behind,\r\n'
        '6,plain 5" gun,\r\n'
        "7,,\r\n"
        '8,"open to the end\r\n'
        "9,saved,\r\n",
    )
    items = read(path)
    assert [item.text for item in items if isinstance(item, Document)] == [
        'A "quoted", two\r\nline text', "fine, here", 'plain 5" gun', "saved",
    ]  # fmt: skip
    assert [item.row for item in items if isinstance(item, Unread)] == [4, 6, 8, 10, 11]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "id;text\nx;One, two.\n"),
        ("a.csv", "id\ttext\nx\tOne, two.\n"),
        ("a.tsv", "id\ttext\nx\tOne, two.\n"),
        ("a.csv", 'text,id\n"One, two.",x'),
        ("a.csv", ('id,text\nx,"One, two."\n').encode("utf-16")),
        ("a.csv", '\ufeffid,text,\nx,"One, two.",\n'),
    ],
)
def test_table_dialects(write, name, content):
    document = one(write(name, content))
    assert (document.id, document.text) == ("x", "One, two.")


def test_tab_separated_quotes_may_mean_nothing(write):
    assert one(write("a.tsv", 'id\ttext\n1\t"Stay," he said.\n')).text == '"Stay," he said.'


def test_large_fields_and_hostile_tables_cost_no_time(write):
    start = time.process_time()
    assert len(one(write("a.csv", "text\n" + "a " * 500_000)).text) == 1_000_000
    read(write("b.csv", 'text\n"x' + '\na","b' * 100_000), limits=Limits(max_row_bytes=100_000))
    read(write("c.csv", 'id,text\n"x' + '\n",5",",' * 50_000), limits=Limits(max_row_bytes=100_000))
    read(write("d.csv", "id,text\n" + '1,"x\n' * 20_001))
    assert time.process_time() - start < 45


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("The *rebels* of **Karsk** and __Nareth__", "The rebels of Karsk and Nareth"),
        ('***All*** left [the dam](https://a.example/x_y_z "Dam")\'s wall', "All left the dam's wall"),
        ("[He][1] left.[^2] ![map](m.png)", "He left. "),
        ("[^2]: A note.", "[^2]: A note."),
        ("> They left.\n> > He stayed.", "They left.\nHe stayed."),
        ("2 * 3 * 4, a*b*c, snake_case_name, 5* hotel", "2 * 3 * 4, a*b*c, snake_case_name, 5* hotel"),
        ("* First\n* Then", "* First\n* Then"),
        (r"\*not\* [sic] said (so)", "*not* [sic] said (so)"),
        ("*one\n\ntwo*", "*one\n\ntwo*"),
        ("# Water *and* war", "# Water and war"),
    ],
)
def test_signs_of_markdown_are_taken_out(marked, words):
    assert plain(marked) == words


@pytest.mark.parametrize("sign", ["[", "[](", "![", "*", "*a", "_a ", "**a", "> ", "\\", "[^", "<http://", "[a](b"])
def test_signs_of_markdown_take_linear_time(sign):
    start = time.process_time()
    plain(sign * 200_000)
    assert time.process_time() - start < 12


def test_markdown(write):
    text = (
        f'---\ntitle: "Water"\nauthor: Amina Diallo\ndate: 2014-09-12\nsource: The Post\n---\n\n# Ignored\n\n{TEXT}\n'
    )
    document = one(write("a.md", text))
    assert document.text == text
    assert (document.title, document.author, document.published, document.publisher) == (
        "Water", "Amina Diallo", "2014-09-12", "The Post",
    )  # fmt: skip
    assert one(write("b.md", f"# Water and war\n\n{TEXT} {TEXT}")).title == "Water and war"
    assert one(write("c.md", f"---\nnot front matter\n\n{TEXT}")).title is None


HTML = f"""<!DOCTYPE html><html><head><title>Talks stall</title><meta name="author" content="Amina Diallo">
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2014-09-12T10:00:00Z">
<link rel="canonical" href="javascript:alert(1)"><script>alert("stolen words")</script></head>
<body><nav>Home Sport</nav><article><h1>Talks stall</h1><p>{TEXT}</p><p>Second &lt;b&gt; caf\u00e9 paragraph: {TEXT}</p>
</article>
<script>document.write("evil")</script><footer>Copyright</footer></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_html(write, encoding):
    document = one(write("talks.html", HTML.encode(encoding)))
    assert (document.id, document.title, document.author) == ("talks", "Talks stall", "Amina Diallo")
    assert (document.publisher, document.published, document.url) == ("The Harbour Post", "2014-09-12", None)
    assert f"{TEXT}\n\nSecond <b> caf\u00e9 paragraph" in document.text
    assert "stolen" not in document.text and "evil" not in document.text and "Sport" not in document.text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + TEXT,
        "<p>" * 90_000,
        "<p>" * 110_000,
        "<a <b " * 50_000,
        "<?xml version='1.0' encoding='utf-8'?>" + HTML,
        "&#0;&#xd800;<p>" + TEXT,
    ],
    ids=range(6),
)
def test_odd_html_is_read_or_listed(write, page):
    start = time.process_time()
    assert isinstance(one(write("a.html", page)), Document | Unread)
    assert time.process_time() - start < 30


def test_folders(write, tmp_path):
    write("in/b.txt", TEXT)
    write("in/a/deep.md", TEXT)
    write("in/.hidden.txt", TEXT)
    write("in/.git/x.txt", TEXT)
    write("in/c.png", b"\x89PNG")
    write("in/d.docx", b"PK\x03\x04")
    write("in/e", TEXT)
    write("in/f", b"\x00\x01")
    write("in/g.txt", b"\xff\xfe\xff")
    (tmp_path / "in/a/loop").symlink_to(tmp_path / "in")
    (tmp_path / "in/dead").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "in/pipe.txt")
    items = read(tmp_path / "in")
    assert [item.id for item in items if isinstance(item, Document)] == ["deep", "b", "e"]
    assert [item.source.rsplit("/", 1)[1] for item in items if isinstance(item, Unread)] == ["d.docx", "dead", "g.txt"]
    (tmp_path / "none").mkdir()
    assert refused(one(tmp_path / "none"), "no readable file")


def test_deep_folders(tmp_path):
    path = tmp_path
    for _ in range(200):
        path = path / "d"
    path.mkdir(parents=True)
    (path / "a.txt").write_text(TEXT)
    assert one(tmp_path).id == "a"


@pytest.mark.parametrize(
    ("given_", "texts"),
    [
        (TEXT, [TEXT]),
        ('\n{"text": "One."}\nbroken\n{"text": "Two."}\n', ["One.", "Two."]),
        ('{"text": "One."}', ["One."]),
        ('[{"text": "One."}, {"text": "Two."}]', ["One.", "Two."]),
        ('{\n  "text": "One."\n}', ["One."]),
        ("{curly} words about the war", ["{curly} words about the war"]),
        ("", []),
    ],
)
def test_standard_input(given_, texts):
    items = read("-", stdin=io.BytesIO(given_.encode()))
    assert [item.text for item in items if isinstance(item, Document)] == texts
    assert all(item.id == "stdin" for item in items if isinstance(item, Document))


def test_documents_stream():
    class Endless:
        served = 0

        def read(self, size=-1):
            self.served += size
            line = b'{"text": "A short text."}\n'
            return line * (size // len(line))

    stream = Endless()
    items = list(itertools.islice(open_documents(["-"], stdin=stream), 5))
    assert len(items) == 5 and stream.served < 2**20


def test_metadata_of_the_text_fills_gaps(write):
    text = f"By Amina Diallo\nThe Harbour Post, 12 May 2004\n\n{TEXT} {TEXT}"
    document = one(write("a.txt", text))
    assert (document.author, document.publisher, document.published) == (
        "Amina Diallo",
        "The Harbour Post",
        "2004-05-12",
    )
    assert from_text(text, author="Somebody Else").author == "Somebody Else"


def test_from_text():
    assert from_text(TEXT).id == "text"
    assert from_text(TEXT, id="x", published="12 May 2004").published == "2004-05-12"
    assert from_text("").text == ""
    with pytest.raises(UsageError, match="YYYY"):
        from_text(TEXT, published="soon")


@given(
    content=st.binary(max_size=300),
    kind=st.sampled_from(["txt", "md", "html", "pdf", "json", "jsonl", "csv", "tsv", ""]),
)
@settings(max_examples=120, deadline=None)
def test_no_bytes_raise(tmp_path_factory, content, kind):
    path = tmp_path_factory.getbasetemp() / f"any.{kind}".rstrip(".")
    for data in (content, b"%PDF-1.4\n" + content, b"id,text\n" + content, b'{"text": "' + content, b"<p>" + content):
        path.write_bytes(data)
        first = read(path)
        assert first and all(isinstance(item, Document | Unread) for item in first)
        assert first == read(path)
