"""Where partitions are coded: in processes of this machine, or on a Dask cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context

from commitscape.errors import CommitscapeError
from commitscape.extraction.partitions import Partition
from commitscape.extraction.worker import Counts, one_thread

Work = Callable[[Partition], Counts]
Done = tuple[Partition, Counts]
AHEAD = 4  # partitions in hand for each worker, so that a corpus of any length needs little memory


def run_local(work: Work, partitions: Iterable[Partition], *, workers: int) -> Iterator[Done]:
    """Code partitions in processes of this machine (in this one, where one is asked for), each result as it comes."""
    workers = workers or os.cpu_count() or 1
    one_thread()
    if workers == 1:
        yield from ((partition, work(partition)) for partition in partitions)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        try:
            yield from _stream(lambda partition: pool.submit(work, partition), partitions, most=workers * AHEAD)
        except BrokenProcessPool:
            raise CommitscapeError(
                "a worker process was killed", where="extract", remedy="run it again, it goes on where it stopped; use fewer --workers if memory is short"
            ) from None


def _stream(submit: Callable[[Partition], Future[Counts]], partitions: Iterable[Partition], *, most: int) -> Iterator[Done]:
    waiting: dict[Future[Counts], Partition] = {}
    for partition in partitions:
        waiting[submit(partition)] = partition
        if len(waiting) >= most:
            yield from _collect(waiting)
    while waiting:
        yield from _collect(waiting)


def _collect(waiting: dict[Future[Counts], Partition]) -> Iterator[Done]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in sorted(done, key=lambda future: waiting[future].number):
        yield waiting.pop(future), future.result()


def run_dask(work: Work, partitions: Iterable[Partition], *, workers: int, scheduler: str | None) -> Iterator[Done]:
    """Code partitions on an existing Dask cluster, or on a local one of `workers` processes.

    A lost worker's partitions are given to others. The folders of corpus, topic and output must be seen by every worker under the same path.
    """
    from distributed import Client, KilledWorker, LocalCluster, as_completed

    one_thread()
    try:
        cluster = None if scheduler else LocalCluster(n_workers=workers or os.cpu_count() or 1, threads_per_worker=1, dashboard_address=None)
        client = Client(scheduler or cluster, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as fault:
        raise CommitscapeError(f"no Dask scheduler answers ({fault})", where=scheduler or "--engine dask", remedy="check the address") from None
    with client:
        source = iter(partitions)
        running: dict[str, Partition] = {}
        results = as_completed(loop=client.loop)

        def submit() -> None:
            """Keep every worker busy that there is now: on a cluster, workers come and go."""
            most = AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
            for partition in islice(source, max(0, most - len(running))):
                future = client.submit(work, partition, key=f"commitscape-{partition.key}", retries=3, pure=False)
                running[future.key] = partition
                results.add(future)

        submit()
        for future in results:
            try:
                done = future.result()
            except KilledWorker:
                where = ", ".join(running[future.key].files[:1])
                raise CommitscapeError(
                    "every worker that took a partition was lost", where=where, remedy="give workers more memory and run it again, it goes on where it stopped"
                ) from None
            yield running.pop(future.key), done
            submit()
    if cluster is not None:
        cluster.close()
