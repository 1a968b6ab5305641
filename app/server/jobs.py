"""The worker: claims jobs, runs each with the function for its kind, and settles how it ended."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping

from app.errors import BadConfiguration, ChannelBusy, ChannelUnknown, HeliuError
from app.protocol import new_id
from app.server import queue
from app.server.database import Database
from app.server.metrics import Metrics
from app.server.queue import Job

log = logging.getLogger("heliu.server.jobs")

SIDE_BY_SIDE = 16
"""Lanes worked on at the same time."""
LOOK_SECONDS = 1.0
"""How often to look for jobs that another process has added."""
BUGS = 5
"""A job that breaks our own code this often is put aside, with its payload, so that its lane moves on."""
FAREWELL_SECONDS = 5.0

Runner = Callable[[Job], Awaitable[None]]
"""Runs a job and settles it in its own last transaction. What it raises means that nothing was settled:
ChannelBusy and BadConfiguration (nothing happened, later), ChannelUnknown (something may have happened)."""


class Desk:
    """Where jobs wait and are done."""

    def __init__(self, database: Database, metrics: Metrics, now: Callable[[], int], name: str = "") -> None:
        self._database, self._metrics, self._now, self._name = database, metrics, now, name
        self._stirred = asyncio.Event()
        self._running: set[asyncio.Task[None]] = set()
        self._loop: asyncio.Task[None] | None = None
        self._runners: Mapping[str, Runner] = {}

    async def open(self, runners: Mapping[str, Runner]) -> None:
        """Begin to work; jobs of a kind that is not among ``runners`` wait.

        What a server of our name had claimed is ours at once, for it is gone. Claims of others wait out their leases.
        """
        self._runners = runners
        if not self._database.postgresql:
            self._name = ""  # a file has one server, wherever it listens
        if await self._database.alone(self._name):
            await self._database.write(queue.take_back, self._name)
        else:
            self._name = new_id()
        self._loop = asyncio.create_task(self._work())

    async def close(self) -> None:
        """Let running jobs end, for a short while; what is cut off is settled after the next start."""
        if self._loop is not None:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=FAREWELL_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def wake(self) -> None:
        """There is a new job."""
        self._stirred.set()

    async def idle(self) -> None:
        """Return when no job is due and none is running."""
        while await self._database.read(queue.any_due, self._now()) or self._running:
            self.wake()
            await asyncio.sleep(0.005)

    async def _work(self) -> None:
        while True:
            self._stirred.clear()
            found: list[Job] = []
            free = SIDE_BY_SIDE - len(self._running)
            if free > 0:
                try:
                    found = await self._database.write(queue.claim, self._now(), free, self._name)
                except HeliuError as exc:
                    log.warning("no jobs can be claimed: %s", type(exc).__name__)
            for job in found:
                task = asyncio.create_task(self.do(job))
                self._running.add(task)
                task.add_done_callback(self._ended)
            if not found:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_SECONDS):  # wait_for loses a cancellation now and then
                        await self._stirred.wait()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._stirred.set()

    async def do(self, job: Job) -> None:
        """Run one claimed job and settle how it ended."""
        outcome = "done"
        try:
            runner = self._runners.get(job.kind)
            if runner is None:
                raise BadConfiguration(f"nobody does {job.kind}")
            await runner(job)
        except HeliuError as exc:
            outcome = type(exc).__name__
            begun = isinstance(exc, ChannelUnknown) or (
                job.interrupted and not isinstance(exc, ChannelBusy | BadConfiguration)
            )
            await self._later(job, f"{outcome}: {exc.detail}"[:200], begun=begun)
        except Exception as exc:
            outcome = "bug"
            log.exception("job %s of kind %s", job.id, job.kind)
            if job.attempts >= BUGS:
                await self._put_aside(job, type(exc).__name__)
            else:
                await self._later(job, type(exc).__name__, begun=job.kind == "send")
        self._metrics.jobs.labels(job.kind, outcome).inc()

    async def _later(self, job: Job, trouble: str, *, begun: bool) -> None:
        due_at = self._now() + queue.pause_ms(job.attempts)
        with contextlib.suppress(HeliuError):  # the lease will run out
            await self._database.write(queue.postpone, job.id, due_at, trouble, begun=begun)

    async def _put_aside(self, job: Job, trouble: str) -> None:
        with contextlib.suppress(HeliuError):
            await self._database.write(queue.finish, job.id, self._now(), f"put aside: {trouble}")
