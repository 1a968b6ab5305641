"""What the server counts, for Prometheus; numbers and fixed words only."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """One server's counters, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "heliu_requests_total", "Answers by route and status", ("method", "route", "status"), registry=self.registry
        )
        self.mutations = Counter(
            "heliu_mutations_total", "Mutations by verdict and reason", ("verdict", "reason"), registry=self.registry
        )
        self.reused_ids = Counter(
            "heliu_reused_mutation_ids_total", "Mutations that bore the id of another one", registry=self.registry
        )
        self.callbacks = Counter(
            "heliu_callbacks_total", "Platform callbacks by outcome", ("outcome",), registry=self.registry
        )
        self.jobs = Counter("heliu_jobs_total", "Jobs by kind and outcome", ("kind", "outcome"), registry=self.registry)
        self.streams = Gauge("heliu_hint_streams", "Open hint streams", registry=self.registry)
        self.waiting = Gauge("heliu_jobs_waiting", "Jobs that wait", registry=self.registry)
        self.oldest_cursor = Gauge(
            "heliu_oldest_cursor_seconds", "Age of the oldest channel cursor; alarm above a day", registry=self.registry
        )

    def answered(self, method: str, route: str, status: int) -> None:
        """Count an answer."""
        self._requests.labels(method, route, status).inc()

    def page(self) -> bytes:
        """All of it in the exposition format."""
        return generate_latest(self.registry)
