"""A polite client: few requests, retries with back-off, and a cache on disk."""

import hashlib
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import platformdirs

from papercat import __version__
from papercat.errors import Offline, PapercatError
from papercat.settings import setting, usual_folder

PAUSES = {"export.arxiv.org": 3.0, "api.crossref.org": 1.0}
"""host → seconds between two requests, as the host asks for"""
_PAUSE = 0.2
_TRIES = 4
_MOST_FAILED = 3
"""addresses without an answer, after which a host is left alone"""
_FIRST_WAIT = 2.0
"""seconds before the second try; each later one waits twice as long"""
_LONGEST_WAIT = 60.0
_KEPT = 7 * 24 * 3600
"""seconds for which an answer is kept"""
_LARGEST = 20_000_000
"""bytes of an answer, unpacked"""
_TIMEOUT = 30.0
_AGAIN = frozenset((429, 500, 502, 503, 504))
_MISSING = frozenset((404, 410))


class BadAnswer(PapercatError):
    """An answer that holds no record, though the service was reached."""


class _TryAgain(Exception):
    """Trouble with a host that may pass."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        """`wait` is how many seconds the host asks to wait."""
        super().__init__(why)
        self.wait = wait


def cache_folder() -> Path:
    """Return the folder that keeps answers."""
    return usual_folder(platformdirs.user_cache_path) / "answers"


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
        self._new: set[str] = set()
        """addresses whose answers were kept in this run"""
        self._asked: dict[str, float] = {}
        """host → when it was asked last"""
        self._failed: dict[str, int] = {}
        """host → addresses one after another that it gave no answer to"""
        self._silent: dict[str, str] = {}
        """host that is not asked any more → why"""
        headers = {"User-Agent": user_agent(), "Accept-Encoding": "gzip"}
        self._http = httpx.Client(headers=headers, timeout=_TIMEOUT, follow_redirects=True)

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def answer(self, address: str, secrets: Mapping[str, str] | None = None) -> str | None:
        """Return the text at an address; None if there is nothing.

        `secrets` are parameters that are sent, and neither kept nor shown.
        Raises Offline if the host can't be reached, BadAnswer if it gives no usable answer.
        """
        kept = self.kept(address)
        if kept is not None:
            return kept
        host = urlsplit(address).netloc
        if host in self._silent:
            raise BadAnswer(self._silent[host])
        wait = _FIRST_WAIT
        why = ""
        for number in range(_TRIES):
            if number:
                wait_for(wait)
                wait = min(2 * wait, _LONGEST_WAIT)
            self._pause(host)
            try:
                text = self._asked_once(address, host, secrets)
            except _TryAgain as trouble:
                why = str(trouble)
                wait = max(wait, trouble.wait)
                continue
            self._failed[host] = 0
            return text
        message = f"{host} gave no answer after {_TRIES} tries: {why}; try again later"
        self._failed[host] = self._failed.get(host, 0) + 1
        if self._failed[host] == _MOST_FAILED:
            self.silence(address, message)
        raise BadAnswer(message)

    def _asked_once(self, address: str, host: str, secrets: Mapping[str, str] | None) -> str | None:
        """Return the text at an address. Raises _TryAgain for trouble that may pass."""
        url = httpx.URL(address)
        if secrets:
            url = url.copy_merge_params(secrets)
        try:
            with self._http.stream("GET", url) as response:
                if response.status_code in _AGAIN:
                    raise _TryAgain(f"HTTP {response.status_code}", _retry_after(response))
                return _text(response, host)
        except httpx.ConnectError as error:
            raise Offline(f"no connection to {host}; are you offline? ({error})") from None
        except httpx.RequestError as error:
            raise _TryAgain(str(error) or type(error).__name__) from None

    def silence(self, address: str, why: str) -> None:
        """Do not ask the host of an address any more; further questions raise BadAnswer."""
        self._silent[urlsplit(address).netloc] = why

    def keep(self, address: str, text: str) -> None:
        """Keep an answer that was read well."""
        path = _cache_file(address)
        half = path.with_suffix(".part")
        with suppress(OSError):  # without a cache, the next run asks again
            path.parent.mkdir(parents=True, exist_ok=True)
            half.write_text(text, "utf-8")
            half.replace(path)
            self._new.add(address)

    def kept(self, address: str) -> str | None:
        """Return an answer that was kept; None if there is none, or it is too old."""
        if self._fresh and address not in self._new:
            return None
        path = _cache_file(address)
        try:
            if time.time() - path.stat().st_mtime > _KEPT:
                return None
            return path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def _pause(self, host: str) -> None:
        """Wait until the host may be asked again."""
        pause = PAUSES.get(host, _PAUSE)
        before = self._asked.get(host)
        if before is not None:
            left = before + pause - time.monotonic()
            if left > 0:
                wait_for(left)
        self._asked[host] = time.monotonic()


def _text(response: httpx.Response, host: str) -> str | None:
    """Read the text of an answer piece by piece, so that a huge one can't fill the memory."""
    if response.status_code in _MISSING:
        return None
    if not response.is_success:
        raise BadAnswer(f"{host} refused to answer: HTTP {response.status_code}")
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > _LARGEST:
            raise BadAnswer(f"{host} answered with more than {_LARGEST // 1_000_000} MB")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise BadAnswer(f"{host} answered with something that is not UTF-8 text") from None
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
