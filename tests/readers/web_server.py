"""A web server on loopback that answers as it is told, and counts who connects."""

import socket
import threading
from contextlib import contextmanager, suppress

import pytest

from dedup.readers.fetch import FetchRules, fetch
from dedup.readers.unreadable import UnreadableError

BRIDGE = b"The old bridge over the river closes on Monday for repairs."


class Server:
    """Answers each request with the bytes that ``answer(request)`` gives; ``connections`` counts."""

    def __init__(self, answer):
        self.answer = answer
        self.requests = []
        self.connections = 0
        self.held = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self.serve, args=[connection], daemon=True).start()

    def serve(self, connection):
        try:
            request = connection.recv(65536).decode("latin-1")
            self.requests.append(request)
            answer = self.answer(request)
            if answer is None:
                self.held.append(connection)  # says nothing, stays open
                return
            connection.sendall(answer)
            connection.close()
        except OSError:
            connection.close()

    def url(self, path="/"):
        return f"http://127.0.0.1:{self.port}{path}"


def page(body=b"", status="200 OK", **headers):
    """The bytes of an answer."""
    lines = [f"HTTP/1.1 {status}"]
    headers.setdefault("Content-Length", str(len(body)))
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items() if value is not None]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


@contextmanager
def serving(answer):
    server = Server(answer)
    try:
        yield server
    finally:
        with suppress(OSError):
            server.listener.shutdown(socket.SHUT_RDWR)  # wakes who waits for a connection
        server.listener.close()
        for connection in server.held:
            connection.close()


def trusting(*servers, **rules):
    """Rules by which these servers may be reached."""
    return FetchRules(trusted=frozenset(("127.0.0.1", server.port) for server in servers), **rules)


def refusal(url, **options):
    """Why a page is not fetched."""
    with pytest.raises(UnreadableError) as caught:
        fetch(url, **options)
    return str(caught.value)
