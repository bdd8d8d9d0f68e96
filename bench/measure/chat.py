"""How many messages a second go from visitors to an agent's screen, how long one takes, and what it costs.

The limit is measured in the same run: a bare ASGI program on the same server (bench/limit_app.py). The two take turns.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import median

import uvloop
from bench.lib import server
from bench.lib.crowd import Crowd
from bench.lib.desk import Desk
from bench.lib.door import Frame
from bench.lib.figures import Line, at_most, none, note, percentile, show, under
from bench.lib.install import found
from bench.lib.process import file_system
from bench.lib.saturated import Saturated, saturate
from bench.lib.server import Running
from bench.lib.visitor import Visitor
from bench.measure import chat_scale

RATE = 200


class BareDesk(Desk):
    """The limit's desk: it hears everything, unnumbered."""

    def _entry(self, frame: Frame) -> None:
        self.on_entry(frame | {"type": "message"})


@contextmanager
def limit() -> Iterator[Running]:
    """The bare program on a free port."""
    with server.folder() as data:
        port = server.free_port()
        command = [sys.executable, "-m", "bench.limit_app", "--port", str(port), "--data", str(data)]
        with server.serving(command, port, os.environ) as running:
            yield running


async def measure(ours: Running, bare: Running, key: str, cookie: str, asked: argparse.Namespace) -> dict[str, object]:
    """Take turns at full load, then write at a steady rate; returns the figures."""
    product = Crowd(Desk(ours.port, cookie), [Visitor(ours.port, key) for _ in range(asked.visitors)])
    limited = Crowd(BareDesk(bare.port, ""), [Visitor(bare.port, "") for _ in range(asked.visitors)])
    turns: list[tuple[Saturated, Saturated]] = []
    try:
        await product.gather()
        await limited.gather()
        for turn in range(asked.pairs):
            pair = (
                await saturate(product, [ours.pid], asked.seconds),
                await saturate(limited, [bare.pid], asked.seconds),
            )
            note(f"pair {turn + 1}: {pair[0].rate:,.0f} and, bare, {pair[1].rate:,.0f} messages/s")
            turns.append(pair)
        product.forget()
        late = await product.flow(asked.rate, asked.steady)
        ours_times = (product.ack_ms, product.arrival_ms, late)
        limited.forget()
        await limited.flow(asked.rate, asked.steady)
        return _figures(turns, ours_times, limited.arrival_ms) | _kept(product, limited)
    finally:
        product.leave()
        limited.leave()


def _figures(
    turns: Sequence[tuple[Saturated, Saturated]],
    steady: tuple[list[float], list[float], list[float]],
    bare_arrivals: list[float],
) -> dict[str, object]:
    ours, bare = [pair[0] for pair in turns], [pair[1] for pair in turns]
    acks, arrivals, late = steady
    rate, most = median(one.rate for one in ours), median(one.rate for one in bare)
    return {
        "ratio": round(rate / most, 3),
        "messages_per_second": round(rate),
        "limit_messages_per_second": round(most),
        "cpu_ms_per_message": round(median(one.cpu_ms for one in ours), 4),
        "limit_cpu_ms_per_message": round(median(one.cpu_ms for one in bare), 4),
        "p50_ms": round(percentile(arrivals, 0.5), 2),
        "p99_ms": round(percentile(arrivals, 0.99), 2),
        "ack_p50_ms": round(percentile(acks, 0.5), 2),
        "ack_p99_ms": round(percentile(acks, 0.99), 2),
        "limit_p50_ms": round(percentile(bare_arrivals, 0.5), 2),
        "limit_p99_ms": round(percentile(bare_arrivals, 0.99), 2),
        "generator_cores": round(median(one.generator for one in ours), 2),
        "limit_generator_cores": round(median(one.generator for one in bare), 2),
        "generator_late_p99_ms": round(percentile(late, 0.99), 2),
        "pairs": [[round(one.rate), round(other.rate)] for one, other in turns],
    }


def _kept(product: Crowd, limited: Crowd) -> dict[str, object]:
    return {
        "sent": product.acked + product.lost,
        "delivered": product.arrived,
        "lost": product.lost,
        "doubled": product.repeats,
        "out_of_order": sum(door.gaps for door in product.doors),
        "limit_lost": limited.lost,
        "overlaps_ignored": sum(door.overlaps for door in product.doors),
        "came_back": dict(Counter(why for door in product.doors for why in door.comebacks)),
        "errors": [error for door in product.doors for error in door.errors][:10],
    }


def lines(values: dict[str, object]) -> list[Line]:
    """The table of the figures."""
    number = {name: value for name, value in values.items() if isinstance(value, (int, float))}
    return [
        Line("saturated", f"{number['messages_per_second']:,} messages/s"),
        Line("the bare program, saturated", f"{number['limit_messages_per_second']:,} messages/s"),
        Line("ratio", f"{number['ratio']:.2f}", "at least 0.5", number["ratio"] >= 0.5),
        under("server CPU a message, saturated", number["cpu_ms_per_message"], 0.25, "ms"),
        Line("the bare program's", f"{number['limit_cpu_ms_per_message']:.3f} ms"),
        at_most("send to the agent's socket, p50", number["p50_ms"], 8, "ms"),
        at_most("send to the agent's socket, p99", number["p99_ms"], 25, "ms"),
        Line("the bare program's p50, p99", f"{number['limit_p50_ms']} ms, {number['limit_p99_ms']} ms"),
        Line("send to acknowledgement, p50, p99", f"{number['ack_p50_ms']} ms, {number['ack_p99_ms']} ms"),
        none("lost", number["lost"]),
        none("doubled", number["doubled"]),
        none("out of order", number["out_of_order"]),
        Line("the load took", f"{number['generator_cores']:.2f} cores; bare {number['limit_generator_cores']:.2f}"),
        Line("the load was late, p99", f"{number['generator_late_p99_ms']} ms"),
    ]


def main() -> int:
    """Start both servers, measure, print; 1 when anything was lost, doubled or out of order."""
    reads = argparse.ArgumentParser(prog="bench/chat", description=__doc__)
    reads.add_argument("--visitors", type=int, default=200, help="visitors with one message under way each (200)")
    reads.add_argument("--pairs", type=int, default=5, help="turns of each program at full load (5)")
    reads.add_argument("--seconds", type=float, default=5, help="length of a turn (5)")
    reads.add_argument("--rate", type=float, default=RATE, help="messages a second for the times (200)")
    reads.add_argument("--steady", type=float, default=20, help="seconds at that rate (20)")
    reads.add_argument("--scale", action="store_true", help="two processes on PostgreSQL and Redis instead")
    reads.add_argument("--json", action="store_true", help="print one JSON object only")
    asked = reads.parse_args()
    server.prepare()
    if asked.scale:
        return chat_scale.main(asked)
    limits = server.raised()
    with server.folder() as data, server.product(data, limits) as ours, limit() as bare:
        install = found(ours.port)
        disk = file_system(data)
        note(f"Raised limits: {' '.join(f'{name}={value}' for name, value in limits.items())}. Data on {disk}.")
        values = uvloop.run(measure(ours, bare, install.key, install.cookie, asked))
    values |= {"visitors": asked.visitors, "rate": asked.rate, "disk": disk, "limits": limits}
    show("Chat: visitor to agent, committed and delivered", lines(values), values, as_json=asked.json)
    return 1 if values["lost"] or values["doubled"] or values["out_of_order"] else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
