"""How fast a place is found with all of Mali loaded, beside two peers in the same run.

    python benchmarks/search.py

Loads Mali into a database of its own (SQLite, or the one of `DATABASE_URL`, which must be empty),
then asks a fixed mix of queries: prefixes as they are typed, whole names, one wrong letter, two
letters swapped, Bambara spelling. Peers: `LIKE '%…%'` over the folded names in the same database,
and `difflib.get_close_matches` over the same names. Prints percentiles in milliseconds, how many of
the names each finds among its first ten, and the ratio of the 95th percentiles.
"""

import tracemalloc
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from random import Random
from time import perf_counter, thread_time

from ground import prepare

Finder = Callable[[str], list[str]]
Query = tuple[str, str]


def queries(names: Sequence[str], *, lots: Random) -> list[Query]:
    """What is typed and which folded name is meant, for a hundred names."""
    mix = []
    for name in lots.sample(sorted(name for name in names if len(name) > 5), 100):
        at = lots.randrange(1, len(name) - 2)
        mix += [(name[:length], name) for length in (2, 3, 4, 6)]
        mix.append((name, name))
        mix.append((name[:at] + lots.choice("aeioubdkln") + name[at + 1 :], name))
        mix.append((name[:at] + name[at + 1] + name[at] + name[at + 2 :], name))
        mix.append((name.replace("ou", "u").replace("c", "k").replace("o", "ɔ"), name))
    return mix


def measured(find: Finder, mix: Sequence[Query]) -> tuple[float, float, float, float, float]:
    """Median, 95th and 99th percentile of the wall clock and the 95th of the processor's, all in
    milliseconds, and the share of whole names found."""
    times, busy, hits, whole = [], [], 0, 0
    for typed, meant in mix:
        began, spent = perf_counter(), thread_time()
        found = find(typed)
        times.append(1000 * (perf_counter() - began))
        busy.append(1000 * (thread_time() - spent))
        if len(typed) >= len(meant) - 1:
            whole += 1
            hits += meant in found
    times.sort()
    busy.sort()
    median, p95, p99 = (times[int(len(times) * share)] for share in (0.5, 0.95, 0.99))
    return median, p95, p99, busy[int(len(busy) * 0.95)], hits / whole


def main() -> None:
    prepare()
    from django.utils import timezone

    from benkan.apps.registry import queries as registry
    from benkan.apps.registry.actions import load_mali
    from benkan.apps.registry.models import Place
    from benkan.kit.text import folded

    loading = load_mali(moment=timezone.now()).seconds
    kinds = ("commune", "village")
    tracemalloc.start()
    registry.find_places("warm")
    index = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    print(f"\nMali was loaded in {loading:.1f} s; the index takes {index:.0f} MB a process.\n")
    print("| | queries | median ms | p95 | p99 | CPU p95 | whole names found | p95, × ours |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    rows = Place.objects.filter(kind__in=kinds)
    names = sorted(set(rows.values_list("folded", flat=True)))

    def ours(typed: str) -> list[str]:
        return [folded(found.name) for found in registry.find_places(typed, kinds=kinds)]

    def like(typed: str) -> list[str]:
        found = rows.filter(folded__contains=folded(typed)).order_by("kind", "folded")
        return list(found.values_list("folded", flat=True)[:10])

    def close(typed: str) -> list[str]:
        return get_close_matches(folded(typed), names, n=10, cutoff=0.75)

    mix = queries(names, lots=Random(7))  # noqa: S311  the same mix each time
    ours("warm")
    p95s = {}
    peers: list[tuple[str, Finder, Sequence[Query]]] = [
        ("benkan", ours, mix),
        ("LIKE", like, mix),
        ("difflib", close, mix[::10]),
    ]
    for title, find, asked in peers:
        median, p95, p99, busy, share = measured(find, asked)
        p95s[title] = p95
        ratio = p95 / p95s["benkan"]
        print(
            f"| {title} | {len(asked)} | {median:.1f} | {p95:.1f} | {p99:.1f} | {busy:.1f} | "
            f"{share:.0%} | {ratio:.1f}{' (we lose)' if ratio < 1 else ''} |"
        )


if __name__ == "__main__":
    main()
