"""Several people at once, each in a thread with a connection of their own."""

import threading
from collections.abc import Callable

from django.db import connection


def together(acts: list[Callable[[], object]]) -> list[object]:
    """Do all of it at the same moment; for each what it gave, or the exception it raised."""
    starts = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        starts.wait()
        try:
            results[place] = act()
        except Exception as error:  # the test looks at which it was
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return results


def failures(results: list[object]) -> list[type[Exception]]:
    """The kinds of exceptions among the results."""
    return [type(result) for result in results if isinstance(result, Exception)]
