"""A scripted HTTP server on a real loopback socket: it records what arrives and answers what it was told to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, Self

import orjson

__all__ = ["Answer", "LoopbackServer", "Received"]


class Received(NamedTuple):
    """A request as it came over the wire; header names are lower-case."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, parsed."""
        return orjson.loads(self.body)


class Answer(NamedTuple):
    """What the server says; a body that is no bytes is sent as JSON."""

    status: int = 200
    body: Any = b""
    headers: Mapping[str, str] = {}

    @property
    def content(self) -> bytes:
        """The body as bytes."""
        return self.body if isinstance(self.body, bytes) else orjson.dumps(self.body)


class _Server(ThreadingHTTPServer):
    request_queue_size = 256  # many connections at once wait here, not for a repeated SYN


class LoopbackServer:
    """Use it in a `with` statement; `url` is its address, `received` what came.

    Args:
        answer: gives the answer to each request. Or queue answers with `will_answer`; the last one is repeated.
    """

    def __init__(self, answer: Callable[[Received], Answer] | None = None) -> None:
        self.received: list[Received] = []
        self._queue: list[Answer] = []
        self._answer = answer or self._from_queue
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_any(self) -> None:
                length = int(self.headers.get("content-length") or 0)
                headers = {name.lower(): value for name, value in self.headers.items()}
                request = Received(self.command, self.path, headers, self.rfile.read(length))
                server.received.append(request)
                answer = server._answer(request)
                self.send_response(answer.status)
                sent = {"content-type": "application/json", "content-length": str(len(answer.content))}
                for name, value in {**sent, **answer.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.content)

            do_GET = do_PUT = do_PATCH = do_POST = do_DELETE = do_any

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def will_answer(self, *answers: Answer) -> None:
        """Queue answers; the last one of the queue is repeated."""
        self._queue.extend(answers)

    def forget(self) -> None:
        """Drop the queued answers."""
        self._queue.clear()

    def _from_queue(self, _: Received) -> Answer:
        if len(self._queue) > 1:
            return self._queue.pop(0)
        return (
            self._queue[0] if self._queue else Answer(500, {"error": {"code": "Test", "message": "no answer queued"}})
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
