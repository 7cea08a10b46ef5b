"""A link to the database that can be cut at the worst moment: after COMMIT went out, before its answer came back."""

import socket
import threading
from contextlib import suppress
from pathlib import Path

PIECE = 65536


class CutLink:
    """Passes everything on between a client and PostgreSQL's socket; when armed, cuts after the next COMMIT."""

    def __init__(self, folder: Path, server: str) -> None:
        self.folder, self.server = folder, server
        self.is_armed = False
        self.cuts = 0
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(str(folder / Path(server).name))
        self.listening.listen(16)
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self.listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                beyond = socket.socket(socket.AF_UNIX)
                beyond.connect(self.server)
                cut = threading.Event()
                threading.Thread(target=self._out, args=(client, beyond, cut), daemon=True).start()
                threading.Thread(target=self._back, args=(client, beyond, cut), daemon=True).start()

    def _out(self, client: socket.socket, beyond: socket.socket, cut: threading.Event) -> None:
        with suppress(OSError):
            while piece := client.recv(PIECE):
                if self.is_armed and b"COMMIT" in piece:
                    self.is_armed = False
                    cut.set()
                beyond.sendall(piece)
        _end(client, beyond)

    def _back(self, client: socket.socket, beyond: socket.socket, cut: threading.Event) -> None:
        with suppress(OSError):
            while piece := beyond.recv(PIECE):
                if cut.is_set():
                    # The server has answered the COMMIT: it is done, and nobody will ever be told.
                    self.cuts += 1
                    break
                client.sendall(piece)
        _end(client, beyond)


def _end(*sockets: socket.socket) -> None:
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
