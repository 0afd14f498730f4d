"""A web server of this machine that gives a built site below a folder, as GitHub Pages does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

BELOW = "hashiya/"
"""The folder of the site: a project's pages stand below its name."""


class _Pages(SimpleHTTPRequestHandler):
    """Gives the site's own page for wrong addresses, with their code, and says nothing."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: ANN401 as the base has it
        """Says nothing: what is asked for is looked at in the browser."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answers a wrong address as GitHub Pages does."""
        page = Path(self.directory) / BELOW / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The URL of the site in `folder`/hashiya, which may come into being while it is served."""
    handler = partial(_Pages, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/{BELOW}"
        finally:
            server.shutdown()
            thread.join()
