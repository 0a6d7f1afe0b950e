"""A polite client: few requests, retries with back-off, and a cache on disk."""

import hashlib
import random
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import platformdirs

from papercat import __version__
from papercat.errors import Offline, PapercatError
from papercat.settings import setting

PAUSES = {"export.arxiv.org": 3.0}
"""host → seconds between two requests, as the host asks for"""
_PAUSE = 0.2
_TRIES = 4
_FIRST_WAIT = 2.0
"""seconds before the second try; each later one waits twice as long"""
_LONGEST_WAIT = 60.0
_KEPT = 7 * 24 * 3600
"""seconds for which an answer is kept"""
_LARGEST = 20_000_000
"""bytes of an answer"""
_TIMEOUT = 30.0
_AGAIN = frozenset((429, 500, 502, 503, 504))
_MISSING = frozenset((404, 410))


class BadAnswer(PapercatError):
    """An answer that holds no record, though the service was reached."""


def cache_folder() -> Path:
    """Return the folder that keeps answers."""
    return platformdirs.user_cache_path("papercat") / "answers"


def user_agent() -> str:
    """Return the name under which papercat asks, with the user's contact."""
    name = f"papercat/{__version__}"
    contact = setting("contact")
    if contact:
        name += f" (mailto:{contact.value})"
    return name


def wait_for(seconds: float) -> None:
    """Wait before the next request."""
    time.sleep(seconds)


class Client:
    """Asks addresses one after another."""

    def __init__(self, *, fresh: bool = False) -> None:
        """With `fresh`, answers are asked for again instead of read from the cache."""
        self._fresh = fresh
        self._asked: dict[str, float] = {}
        """host → when it was asked last"""
        headers = {"User-Agent": user_agent(), "Accept-Encoding": "gzip"}
        self._http = httpx.Client(headers=headers, timeout=_TIMEOUT, follow_redirects=True)

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def answer(self, address: str) -> str | None:
        """Return the text at an address; None if there is nothing.

        Raises Offline if the host can't be reached, BadAnswer if it gives no usable answer.
        """
        kept = self._kept(address)
        if kept is not None:
            return kept
        host = urlsplit(address).netloc
        wait = _FIRST_WAIT
        why = ""
        for number in range(_TRIES):
            if number:
                wait_for(wait + random.random())  # noqa: S311  so that clients don't meet
                wait = min(2 * wait, _LONGEST_WAIT)
            self._pause(host)
            try:
                response = self._http.get(address)
            except httpx.ConnectError as error:
                raise Offline(f"no connection to {host}; are you offline? ({error})") from None
            except httpx.RequestError as error:
                why = str(error) or type(error).__name__
                continue
            if response.status_code in _MISSING:
                return None
            if response.status_code not in _AGAIN:
                return self._text(response, host)
            why = f"HTTP {response.status_code}"
            wait = max(wait, _retry_after(response))
        raise BadAnswer(f"{host} gave no answer after {_TRIES} tries: {why}; try again later")

    def keep(self, address: str, text: str) -> None:
        """Keep an answer that was read well."""
        path = _cache_file(address)
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".part")
        half.write_text(text, "utf-8")
        half.replace(path)

    def _kept(self, address: str) -> str | None:
        path = _cache_file(address)
        if self._fresh or not path.exists() or time.time() - path.stat().st_mtime > _KEPT:
            return None
        return path.read_text("utf-8")

    def _pause(self, host: str) -> None:
        """Wait until the host may be asked again."""
        pause = PAUSES.get(host, _PAUSE)
        before = self._asked.get(host)
        if before is not None:
            left = before + pause - time.monotonic()
            if left > 0:
                wait_for(left)
        self._asked[host] = time.monotonic()

    def _text(self, response: httpx.Response, host: str) -> str:
        if not response.is_success:
            raise BadAnswer(f"{host} refused to answer: HTTP {response.status_code}")
        if len(response.content) > _LARGEST:
            raise BadAnswer(f"{host} answered with more than {_LARGEST // 1_000_000} MB")
        text = response.text
        if not text.strip():
            raise BadAnswer(f"{host} answered with an empty page; try again later")
        return text


def _cache_file(address: str) -> Path:
    return cache_folder() / hashlib.sha256(address.encode()).hexdigest()


def _retry_after(response: httpx.Response) -> float:
    """Return how many seconds the host asks to wait, within limits."""
    text = response.headers.get("Retry-After", "")
    if not text.isdigit():
        return 0.0
    return min(float(text), _LONGEST_WAIT)
