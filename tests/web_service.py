"""A small web service on this machine that answers as arXiv, Crossref and OpenAlex do."""

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote_plus

import pytest
from running import Papercat

from papercat.fetching import client, services

ARXIV_ID, DOI = "2203.15556", "10.1000/182"
LISTING = """\
LGMar 29, 2022
Sheep of the HillsAda Moor, Ben Okafor, Chen Li et al. · mit
Sheep graze on …

LGMar 30, 2022
Nobody Knows This OneDora Vale, Ben Okafor, Chen Li et al. · mit
It is lost.
"""
"""a listing of a paper that the services know, and of one that they do not"""
ENTRY = """  <entry>
    <id>http://arxiv.org/abs/{id}v1</id>
    <updated>2022-03-29T13:38:35Z</updated>
    <published>2022-03-29T13:38:35Z</published>
    <title>{title}</title>
    <summary>  Sheep graze on hills.
</summary>
    <author><name>{author}</name></author>
    <author><name>Ben Okafor</name></author>
    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">9 pages</arxiv:comment>
    <link href="http://arxiv.org/abs/{id}v1" rel="alternate" type="text/html"/>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.LG"/>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
"""
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query" rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query: search_query=&amp;id_list=&amp;start=0&amp;max_results=10</title>
  <id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <updated>2022-04-01T00:00:00-04:00</updated>
{entries}</feed>
"""
HTML = "<!DOCTYPE html>\n<html><head><title>Rate exceeded</title></head><body>…</body></html>\n"


def feed(*, title: str = "Sheep of the Hills", author: str = "Ada Moor", number: str) -> str:
    """Write arXiv's answer with one paper."""
    return feed_of(ENTRY.format(id=number, title=title, author=author))


def feed_of(*entries: str) -> str:
    """Write arXiv's answer with some entries."""
    return FEED.format(entries="".join(entries))


def crossref_work(doi: str, title: str = "Goats of the Valley") -> str:
    """Write Crossref's answer about one DOI."""
    work = {
        "indexed": {"date-parts": [[2024, 1, 2]]},
        "reference-count": 12,
        "is-referenced-by-count": 3,
        "publisher": "Meadow Press",
        "DOI": doi,
        "type": "journal-article",
        "title": [title],
        "container-title": ["Journal of Goats"],
        "author": [{"given": "Dora", "family": "Vale", "sequence": "first"}],
        "published-print": {"date-parts": [[2021, 5]]},
        "member": "78",
        "URL": f"http://dx.doi.org/{doi}",
    }
    answer = {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": work}
    return json.dumps(answer)


def openalex_work(doi: str, title: str = "Goats of the Valley") -> str:
    """Write OpenAlex's answer about one DOI."""
    work = {
        "id": "https://openalex.org/W42",
        "doi": f"https://doi.org/{doi}",
        "display_name": title,
        "title": title,
        "publication_date": "2021-05-06",
        "type": "article",
        "authorships": [{"raw_author_name": "Dora Vale"}],
        "primary_location": {"source": {"display_name": "Journal of Goats"}},
        "referenced_works": [],
        "abstract_inverted_index": {"Goats": [0], "climb.": [1]},
    }
    return json.dumps(work)


@dataclass
class Answer:
    """One answer: its status, its body and headers; a body may be cut off."""

    body: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    """True: the connection ends in the middle of the body"""
    packed: bool = False
    """True: the body is compressed"""


@dataclass
class WebService:
    """A running service: the answers it gives, and what it was asked."""

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    """a part of the address → answers in turn, the last one again and again"""
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    address: str = ""

    def give(self, part: str, *answers: Answer | str) -> None:
        """Set the answers to questions whose address has a part."""
        self.answers[part] = [Answer(one) if isinstance(one, str) else one for one in answers]

    def answer_to(self, path: str, agent: str) -> Answer:
        """Return the next answer to a question."""
        path = unquote_plus(path)
        self.asked.append(path)
        self.agents.append(agent)
        for part, answers in self.answers.items():
            if part in path:
                return answers.pop(0) if len(answers) > 1 else answers[0]
        return Answer("Resource not found.", 404)


def _handler(service: WebService) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = service.answer_to(self.path, self.headers["User-Agent"])
            body = answer.body.encode("utf-8", "surrogateescape")
            self.send_response(answer.status)
            if answer.packed:
                body = gzip.compress(body)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if answer.cut else body)

        log_message: Callable[..., None] = lambda *_: None

    return Handler


@contextmanager
def running() -> Iterator[WebService]:
    """Run a service on a free port."""
    service = WebService()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(service))
    service.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def record(papercat: Papercat, key: str) -> dict[str, object]:
    """Return a paper of the catalogue as `show` writes it in JSON."""
    found: dict[str, object] = json.loads(papercat("show", key, "--json").out)
    return found


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds for which papercat would have waited."""
    found: list[float] = []
    monkeypatch.setattr(client, "wait_for", found.append)
    return found


@pytest.fixture
def web(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waits: list[float], catalogue: Path
) -> Iterator[WebService]:
    """A service in place of arXiv, Crossref and OpenAlex, and an empty cache of answers."""
    monkeypatch.setattr(client, "cache_folder", lambda: tmp_path / "cache")
    assert waits == []
    assert not catalogue.exists()
    with running() as service:
        for name in ("ARXIV", "CROSSREF", "OPENALEX"):
            monkeypatch.setattr(services, name, f"{service.address}/{name.lower()}")
        yield service


@pytest.fixture
def page(papercat: Papercat, tmp_path: Path, web: WebService) -> Path:
    """A listing that was imported: LISTING."""
    path = tmp_path / "page.txt"
    path.write_text(LISTING, "utf-8")
    papercat("import", path)
    web.give("Sheep of the Hills", feed(number=ARXIV_ID))
    return path


def entries_of(numbers: Iterable[int]) -> list[str]:
    """Write arXiv's entries for such papers."""
    found = []
    for number in numbers:
        found.append(
            ENTRY.format(id=f"2203.{number:05}", title=f"Sheep {number}", author="Ada Moor")
        )
    return found
