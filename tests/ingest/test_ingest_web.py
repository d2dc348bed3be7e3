"""Web addresses: public ones only, bounded, and a clear word for every failure. No outside host is asked."""

import gzip
import http.server
import socket
import threading
import time
from typing import ClassVar

import pytest

from aitia.ingest import Limits, addresses, open_documents, web
from aitia.ingest.addresses import is_public
from aitia.model.text import Document, Unread

TEXT = (
    "The army left the town on Monday, and the rebels who had waited in the hills for weeks said that they would stay."
)
PAGE = (
    "<html><head><title>Talks stall</title></head><body><article>"
    + f"<p>{TEXT}</p><p>They stayed.</p></article></body></html>"
)


class Handler(http.server.BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self):
        Handler.asked.append(self.path)
        path = self.path.partition("?")[0]
        if path.startswith("/to/"):
            return self.answer(302, b"", location=self.path[4:])
        if path == "/loop":
            return self.answer(301, b"", location="/loop")
        if path == "/slow":
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(100):
                    self.wfile.write(b"a")
                    self.wfile.flush()
                    time.sleep(0.05)
            except OSError:
                pass
            return None
        if path == "/silent":
            time.sleep(1.5)
            return None
        if path == "/garbage":
            self.wfile.write(b"\xff\xfe not http \r\n\r\n")
            return None
        if path == "/large":
            return self.answer(200, b"a" * 5000, kind="text/plain", length="99999999")
        if path == "/endless":
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(10_000):
                    self.wfile.write(b"a" * 10_000)
            except OSError:
                pass
            return None
        if path == "/bomb":
            return self.answer(200, gzip.compress(b"a" * 3_000_000), kind="text/plain", coding="gzip")
        kind, body = {
            "/news/talks-stall.html": ("text/html; charset=utf-8", PAGE.encode()),
            "/plain": ("text/plain; charset=iso-8859-1", TEXT.encode() + b" caf\xe9"),
            "/rows.jsonl": ("text/plain", b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n'),
            "/rows.csv": ("text/csv", b"id,text\na,One.\n"),
            "/data": ("application/json", b'[{"text": "One."}]'),
            "/zipped": ("text/plain", TEXT.encode()),
            "/picture": ("image/png", b"\x89PNG"),
            "/report.pdf": ("application/octet-stream", b"%PDF-1.4 broken"),
            "/untyped": (None, TEXT.encode()),
            "/evilset": ("text/plain; charset=punycode", TEXT.encode()),
        }.get(path, (None, None))
        if body is None:
            return self.answer(404, b"gone")
        if path == "/zipped":
            return self.answer(200, gzip.compress(body), kind=kind, coding="gzip")
        return self.answer(200, body, kind=kind)

    def answer(self, status, body, kind=None, location=None, length=None, coding=None):
        self.send_response(status)
        headers = {"Content-Type": kind, "Location": location, "Content-Encoding": coding}
        for name, value in {**headers, "Content-Length": length or str(len(body))}.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    service = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.daemon_threads = True
    threading.Thread(target=service.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{service.server_address[1]}"
    service.shutdown()
    service.server_close()


def read(url, **options):
    return list(open_documents([url], **{"allow_private": True, **options}))


def reason(url, **options):
    (item,) = read(url, **options)
    assert isinstance(item, Unread) and item.source == url and "\n" not in item.reason
    return item.reason


def test_pages(server):
    (page,) = read(f"{server}/to//news/talks-stall.html")
    assert isinstance(page, Document) and TEXT in page.text
    assert (page.id, page.title, page.url) == ("talks-stall", "Talks stall", f"{server}/news/talks-stall.html")


def test_other_kinds(server):
    (plain,) = read(f"{server}/plain?q=a b".replace(" ", "%20"))
    assert plain.text.endswith("café") and plain.url.startswith(server)
    assert [item.id for item in read(f"{server}/rows.jsonl")] == ["a", "b"]
    assert [item.id for item in read(f"{server}/rows.csv")] == ["a"]
    assert [item.text for item in read(f"{server}/data")] == ["One."]
    assert [item.text for item in read(f"{server}/zipped")] == [TEXT]
    assert [item.text for item in read(f"{server}/untyped")] == [TEXT]


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/nowhere", "HTTP 404 Not Found"),
        ("/loop", "redirects"),
        ("/picture", "image/png"),
        ("/report.pdf", "broken PDF"),
        ("/large", "too large"),
        ("/endless", "too large"),
        ("/bomb", "too large"),
        ("/garbage", "BadStatusLine"),
        ("/slow", "time-out"),
        ("/silent", "time-out"),
        ("/evilset", "encoding"),
        ("/to/ftp://a.example/x", "only http and https"),
        ("/to/file:///etc/passwd", "only http and https"),
    ],
)
def test_failures_have_a_clear_word(server, path, word):
    start = time.monotonic()
    assert word in reason(server + path, limits=Limits(max_web_bytes=100_000, web_seconds=0.7))
    assert time.monotonic() - start < 15


def test_nothing_listens():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "refuses connections" in reason(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/",
        "http://10.1.2.3/", "http://169.254.169.254/latest",
        "http://192.168.0.1:8080/", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
        "http://0x7f.1/", "https://[fe80::1]/",
        "http://224.0.0.1/", "http://[fd00::1]/", "http://100.64.0.1/", "HTTP://127.1/",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(url):
    assert "refused" in reason(url, allow_private=False)


@pytest.mark.parametrize(
    "url",
    [
        "http:///x",
        "http://a b/",
        "http://a.example:99999/",
        "http://user:pw@a.example/",
        "http://[::1/",
        "http://" + "a" * 300,
        "http://a\r\nX: y/",
    ],
)
def test_malformed_addresses(url):
    assert reason(url, allow_private=False)


def test_a_redirect_to_a_private_address_is_refused(server, monkeypatch):
    port = server.rpartition(":")[2]
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    before = len(Handler.asked)
    assert "refused" in reason(f"{server}/to/http://127.0.0.2:{port}/plain", allow_private=False)
    assert len(Handler.asked) == before + 1


def test_the_checked_address_is_the_one_connected_to(server, monkeypatch):
    answers = iter(["127.0.0.1"])
    real = socket.getaddrinfo

    def rebinding(host, *rest, **options):
        if host == "paper.example":
            return real(next(answers), *rest, **options)
        return real(host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    (page,) = read(f"http://paper.example:{server.rpartition(':')[2]}/plain")
    assert isinstance(page, Document)  # a second look-up would have found the iterator empty


def test_names_that_do_not_resolve(monkeypatch):
    def fail(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert "cannot be resolved" in reason("http://paper.example/")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(0.5) or [])
    assert "time-out" in reason("http://paper.example/", limits=Limits(web_seconds=0.1))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1:248:1893:25c8:1946", True), ("::ffff:8.8.8.8", True),
        ("127.0.0.1", False),
        ("::ffff:10.0.0.1", False), ("2002:7f00:1::", False), ("64:ff9b::a00:1", False), ("64:ff9b::808:808", True),
        ("::127.0.0.1", False), ("fec0::1", False), ("ff02::1", False), ("240.0.0.1", False), ("192.0.2.1", False),
        ("x", False), ("fe80::1%eth0", False),
    ],
)  # fmt: skip
def test_public_addresses(address, public):
    assert is_public(address) is public


def test_names_of_pages():
    def name(url):
        return web.Fetched(url=url, kind="", charset=None, data=b"").name

    assert name("https://a.example/2014/iran-policy.html?x=1") == "iran-policy"
    assert name("https://a.example/") == "a.example"
    assert name("https://a.example/a/b/") == "b"
