"""How the application server runs, everywhere: on one machine, in a container and in the tests."""

import contextlib
import ctypes
import gc
import os

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8  # malloc.h
KIB_128 = 128 * 1024
# glibc gives each thread heaps of its own, up to 8 for every core, and hands little of them back. Two are enough for
# threads that take turns. What is large goes back as soon as it is free: by itself glibc raises these two limits with
# each file that comes in, and keeps the room. (Other systems have no such call.)
with contextlib.suppress(AttributeError, OSError):
    C = ctypes.CDLL(None)
    C.mallopt(M_ARENA_MAX, 2)
    C.mallopt(M_MMAP_THRESHOLD, KIB_128)
    C.mallopt(M_TRIM_THRESHOLD, KIB_128)

bind = f"{os.environ.get('WEB_ADDRESS', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
# Threads, because fifty slow clients would stop every synchronous worker, and with it everybody.
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
# One import for all workers: a quicker start and less memory.
preload_app = True
# Signals steer the server; a control socket in somebody's home folder would be one door more.
control_socket_disable = True


def when_ready(server):
    """Before the first worker is forked: what is loaded stays for good, so the search for garbage passes it by.

    It would write to every object it looks at, and a page of memory that is written to is shared no longer.
    """
    gc.collect()
    gc.freeze()
