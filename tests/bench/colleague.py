"""Somebody at another desk, in a process of their own: what their work costs is nobody else's.

python -m tests.bench.colleague SERVER_URL PATH ACCESS_TOKEN

Posts every line that comes in, and says when it began, on the clock that all processes share, and what was answered.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx


class Colleague:
    """The process, as seen from outside."""

    def __init__(self, url: str, path: str, access: str = "nobody") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.colleague", url, path, access],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def post(self, body: bytes) -> None:
        """Let them send one line of JSON."""
        assert self._process.stdin is not None
        self._process.stdin.write(body + b"\n")
        self._process.stdin.flush()

    async def posted(self) -> tuple[float, str]:
        """When they began with the last one, and what the server said."""
        assert self._process.stdout is not None
        line = await asyncio.to_thread(self._process.stdout.readline)
        began, answer = json.loads(line)
        return began, answer

    def leave(self) -> None:
        """They go home."""
        self._process.communicate()


@contextmanager
def colleague_at(url: str, path: str, access: str = "nobody") -> Iterator[Colleague]:
    """A colleague who is there meanwhile."""
    colleague = Colleague(url, path, access)
    try:
        yield colleague
    finally:
        colleague.leave()


def main(url: str, path: str, access: str) -> None:
    """Work until nothing comes in any more."""
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {access}"}, timeout=30) as client:
        for line in sys.stdin.buffer:
            began = time.perf_counter()
            reply = client.post(path, content=line)
            reply.raise_for_status()
            print(json.dumps([began, reply.text]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
