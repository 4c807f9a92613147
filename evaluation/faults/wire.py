"""A wire between the product and its database that can be slow, silent, or cut."""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PIECE = 65_536


class Wire:
    """Passes TCP connections on ``port`` of 127.0.0.1 on to a server's Unix socket.

    ``delay`` is how many seconds later the server's answers arrive. After :meth:`silence`, nothing
    passes. After :meth:`cut`, the connection on which the next so many bytes have passed to the
    server is reset, in the midst of whatever it is doing.
    """

    def __init__(self, target: Path) -> None:
        self.port = 0
        self.delay = 0.0
        self._target = target
        self._loop = asyncio.new_event_loop()
        self._open = asyncio.Event()
        self._open.set()
        self._stop = asyncio.Event()
        self._cut_after: int | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    def cut(self, after: int) -> None:
        """Reset a connection once so many more bytes have gone to the server."""
        self._cut_after = after

    def silence(self) -> None:
        """Let nothing pass."""
        self._loop.call_soon_threadsafe(self._open.clear)

    def reset(self) -> None:
        """Let everything pass again, at once."""
        self.delay, self._cut_after = 0.0, None
        self._loop.call_soon_threadsafe(self._open.set)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        server: asyncio.StreamWriter | None = None
        try:
            answers, server = await asyncio.open_unix_connection(str(self._target))
            await asyncio.gather(
                self._pump(reader, server, asked=True), self._pump(answers, writer, asked=False)
            )
        except OSError:
            pass
        finally:
            self._writers.discard(writer)
            for one in filter(None, (writer, server)):
                with suppress(OSError):
                    one.close()

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, asked: bool
    ) -> None:
        while piece := await reader.read(PIECE):
            await self._open.wait()
            if asked and self._severs(len(piece)):
                self._sever()
            if not asked and self.delay:
                await asyncio.sleep(self.delay)
            writer.write(piece)
            await writer.drain()
        raise ConnectionResetError

    def _severs(self, size: int) -> bool:
        if self._cut_after is None:
            return False
        self._cut_after -= size
        return self._cut_after <= 0

    def _sever(self) -> None:
        """Reset every connection, as a broken network does: no orderly end."""
        self._cut_after = None
        for writer in self._writers:
            peer = writer.get_extra_info("socket")
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
        raise ConnectionResetError

    def carry(self, ready: threading.Event) -> None:
        """Pass connections on, in this thread, until told to stop."""
        self._loop.run_until_complete(self._serve(ready))
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    def stop(self) -> None:
        """Pass nothing on any more."""
        self._loop.call_soon_threadsafe(self._stop.set)

    async def _serve(self, ready: threading.Event) -> None:
        server = await asyncio.start_server(self._pass, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self._stop.wait()
        server.close()


@contextmanager
def wired(target: Path) -> Iterator[Wire]:
    """A wire to a server's Unix socket, carried by a thread of its own."""
    wire, ready = Wire(target), threading.Event()
    thread = threading.Thread(target=wire.carry, args=(ready,))
    thread.start()
    ready.wait()
    try:
        yield wire
    finally:
        wire.stop()
        thread.join()
