"""Loaded by Python itself when this folder is on PYTHONPATH: moves the clock of the process to PORTAL_TEST_NOW.

The demonstration is made for one day, so the browser tests must meet it on that day whenever they run. Only the wall
clock moves (and runs on from there); monotonic time, which servers use for their timeouts, stays as it is.
"""

import os

if os.environ.get("PORTAL_TEST_NOW"):
    import time_machine

    time_machine.travel(os.environ["PORTAL_TEST_NOW"], tick=True).start()
