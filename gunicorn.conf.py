"""How the application server runs, everywhere: on one machine, in a container and in the tests."""

import contextlib
import ctypes
import os

M_ARENA_MAX = -8  # malloc.h
# glibc gives each thread heaps of its own, up to 8 for every core, and hands little of them back. Two are enough for
# threads that take turns. (Other systems have no such call.)
with contextlib.suppress(AttributeError, OSError):
    ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)

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
