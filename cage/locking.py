"""Takes away from a process whatever it does not need to read one file from a stranger.

Limits of the system on memory, time, files and their size work everywhere. On Linux the process also loses the right
to start others, to reach any network, to send signals and to look into other processes (seccomp), and it sees no files
but the installed programs and its own folder (Landlock). Where the kernel has these not, the limits remain. No way
leads back out: the process is given up after one file.
"""

import ctypes
import errno
import os
import platform
import resource
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024 * 1024
PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 22, 38  # linux/prctl.h
SECCOMP_MODE_FILTER = 2  # linux/seccomp.h
KILL_PROCESS, ERRNO, ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
CLONE_THREAD = 0x00010000  # linux/sched.h
# linux/bpf_common.h: load a word; jump if equal, if greater or equal, if a bit is set; return.
LOAD, IF_EQUAL, IF_AT_LEAST, IF_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
AT_NUMBER, AT_ARCHITECTURE, AT_FIRST_ARGUMENT = 0, 4, 16  # linux/seccomp.h: struct seccomp_data, little endian
X32_CALLS = 0x40000000  # a second set of numbers for the same calls

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # linux/audit.h
# What is refused: number on x86_64, number on aarch64 (None: there is no such call).
CALLS = {
    # no other programs and processes
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kill": (62, 129),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    # no network
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "sendto": (44, 206),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    # no memory beside its own, which would count nowhere
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    "memfd_create": (319, 279),
    # nothing of the system
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "open_by_handle_at": (304, 265),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "kexec_load": (246, 104),
    "reboot": (169, 142),
}
CLONE, TGKILL, CLONE3 = (56, 220), (234, 131), (435, 435)

LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446
LANDLOCK_RULE_PATH_BENEATH, LANDLOCK_VERSION_FLAG = 1, 1
MAY_EXECUTE, MAY_WRITE_FILE, MAY_READ_FILE, MAY_READ_DIR = 1, 2, 4, 8  # linux/landlock.h
# Everything that version 1 knows is 13 rights; version 2 added linking, version 3 truncating.
RIGHTS_OF_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1}
PROGRAMS = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/dev/null", "/dev/urandom")


@dataclass(frozen=True)
class Limits:
    """What examining one file may take: bytes of memory (address space), seconds, bytes and number of files."""

    memory: int = 1024 * MEGABYTE
    seconds: float = 30
    file_size: int = 64 * MEGABYTE
    folder_size: int = 128 * MEGABYTE
    folder_files: int = 100
    open_files: int = 64


def lock_up(folder: Path, limits: Limits) -> None:
    """Lock this process up for good, with nothing but `folder` to write to."""
    set_limits(limits)
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
        _hide_files(libc, folder)
        _refuse_calls(libc)


def end_with_parent(signal_number: int) -> None:
    """Have this process ended by a signal when the one that started it ends, however that comes about (Linux)."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)


def set_limits(limits: Limits) -> None:
    """The system's own limits. Processor time runs out a little after the clock, for those who stop the clock."""
    seconds = int(limits.seconds) + 2
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits.file_size),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


# --- seccomp: calls that fail -----------------------------------------------------------------------------------------
def _refuse_calls(libc: ctypes.CDLL) -> None:
    """Let the calls above fail, as far as this machine can."""
    machine = platform.machine()
    if machine not in ARCHITECTURES or sys.byteorder != "little":
        return
    steps = b"".join(struct.pack("=HBBI", *step) for step in _filter(machine, os.getpid()))
    held = ctypes.create_string_buffer(steps, len(steps))
    program = struct.pack("@HP", len(steps) // 8, ctypes.addressof(held))
    libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.c_char_p(program), 0, 0)


def _filter(machine: str, pid: int) -> list[tuple[int, int, int, int]]:
    """The program that the kernel runs for every call: operation, steps to skip if true and if not, operand.

    New threads are let be (a photo's decoder starts one), and so are signals within this process (abort is one).
    """
    column = list(ARCHITECTURES).index(machine)
    no, unknown = ERRNO | errno.EPERM, ERRNO | errno.ENOSYS
    steps = [
        (LOAD, 0, 0, AT_ARCHITECTURE),
        (IF_EQUAL, 1, 0, ARCHITECTURES[machine]),
        (RETURN, 0, 0, KILL_PROCESS),
        (LOAD, 0, 0, AT_NUMBER),
    ]
    if machine == "x86_64":
        steps += [(IF_AT_LEAST, 0, 1, X32_CALLS), (RETURN, 0, 0, no)]
    for numbers in CALLS.values():
        if (number := numbers[column]) is not None:
            steps += [(IF_EQUAL, 0, 1, number), (RETURN, 0, 0, no)]
    return [
        *steps,
        # The library then starts a thread by the older call, whose flags can be looked at.
        (IF_EQUAL, 0, 1, CLONE3[column]),
        (RETURN, 0, 0, unknown),
        (IF_EQUAL, 0, 3, CLONE[column]),
        (LOAD, 0, 0, AT_FIRST_ARGUMENT),
        (IF_BIT, 5, 0, CLONE_THREAD),
        (RETURN, 0, 0, no),
        (IF_EQUAL, 0, 3, TGKILL[column]),
        (LOAD, 0, 0, AT_FIRST_ARGUMENT),
        (IF_EQUAL, 1, 0, pid),
        (RETURN, 0, 0, no),
        (RETURN, 0, 0, ALLOW),
    ]


# --- Landlock: files that are not there -------------------------------------------------------------------------------
def _hide_files(libc: ctypes.CDLL, folder: Path) -> None:
    """Leave the installed programs to read and one folder to write to, as far as this kernel can."""
    version = libc.syscall(LANDLOCK_CREATE_RULESET, None, 0, LANDLOCK_VERSION_FLAG)
    if version < 1:
        return
    rights = RIGHTS_OF_VERSION[min(version, max(RIGHTS_OF_VERSION))]
    ruleset = libc.syscall(LANDLOCK_CREATE_RULESET, ctypes.c_char_p(struct.pack("=Q", rights)), 8, 0)
    if ruleset < 0:
        return
    for path in _readable():
        _allow(libc, ruleset, path, MAY_EXECUTE | MAY_READ_FILE | MAY_READ_DIR)
    _allow(libc, ruleset, folder, rights & ~MAY_EXECUTE)
    libc.syscall(LANDLOCK_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def _readable() -> set[Path]:
    """Where Python and the libraries lie. The project itself is not among them: its data may lie there too."""
    project = Path(__file__).resolve().parents[1]
    installed = {Path(path) for path in (sys.prefix, sys.base_prefix, *PROGRAMS, *sys.path) if path}
    return {path for path in installed if path.exists() and path.resolve() not in (project, *project.parents)}


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    """Except one file, or everything in a folder, from what is hidden."""
    if not path.is_dir():
        rights &= MAY_EXECUTE | MAY_WRITE_FILE | MAY_READ_FILE
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rule = ctypes.c_char_p(struct.pack("=Qi", rights, place))
    libc.syscall(LANDLOCK_ADD_RULE, ruleset, LANDLOCK_RULE_PATH_BENEATH, rule, 0)
    os.close(place)
