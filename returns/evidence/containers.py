"""Opens ZIP containers from strangers. What would hurt is refused by declared sizes, before anything is unpacked."""

import re
import struct
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from returns.evidence.markup import check_beginning
from returns.evidence.refusal import MEGABYTE, EvidenceRefused, Fault

CHUNK = 64 * 1024
MAX_MEMBERS = 2000
MAX_UNPACKED = 150 * MEGABYTE
MAX_DIRECTORY = MEGABYTE
MAX_RATIO = 200  # spreadsheets of repeated rows shrink well, but not so well
RATIO_COUNTS_FROM = 10 * MEGABYTE
MAX_DEPTH = 1  # a chart in a Word document brings its workbook along; that workbook has nothing inside

END_RECORD = struct.Struct("<4s4H2LH")
LOCAL_HEADER_BYTES = 30
IS_ENCRYPTED = 0x1
ZIP_START = b"PK\x03\x04"
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAM_STARTS = (OLE_START, b"MZ", b"\x7fELF")
ARCHIVE_STARTS = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\xfd7zXZ\x00", b"BZh", b"\x1f\x8b")
COMPRESSED_DRAWINGS = (".emz", ".wmz")  # what Office itself squeezes
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP can say
UNSAFE_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|[\x00-\x1f]")


@dataclass
class Budget:
    """What may still be unpacked, over a container and everything inside it."""

    members: int = MAX_MEMBERS
    size: int = MAX_UNPACKED

    def spend(self, infos: list[zipfile.ZipInfo]) -> None:
        """Take these members off. Raises EvidenceRefused when they are too many or too big."""
        self.members -= len(infos)
        self.size -= sum(info.file_size for info in infos)
        if self.members < 0 or self.size < 0:
            raise EvidenceRefused(Fault.UNSAFE)


def open_container(content: BinaryIO, budget: Budget) -> zipfile.ZipFile:
    """Open a container whose members' number, names, sizes and places are all sound; nothing is unpacked yet.

    Raises EvidenceRefused for one that is not, and zipfile.BadZipFile for a damaged one.
    """
    _check_end_record(content)
    archive = zipfile.ZipFile(content)
    infos = archive.infolist()
    if any(info.flag_bits & IS_ENCRYPTED for info in infos):
        raise EvidenceRefused(Fault.PASSWORD)
    budget.spend(infos)
    _check_names(infos)
    _check_sizes(infos)
    return archive


def _check_end_record(content: BinaryIO) -> None:
    """The file must be one ZIP and nothing else: the directory, of bounded size, ends where the closing record begins.

    zipfile reads the whole directory into memory, so its size is looked at first. A comment, a second archive
    behind, or something put in front (a picture, say) all break this, and no office program writes them.
    """
    end = content.seek(0, 2) - END_RECORD.size
    if end < 0:
        raise EvidenceRefused(Fault.DAMAGED)
    content.seek(end)
    sign, _disk, _disk2, _here, _total, size, offset, comment = END_RECORD.unpack(content.read(END_RECORD.size))
    if sign != b"PK\x05\x06" or comment or offset + size != end:
        raise EvidenceRefused(Fault.DAMAGED)
    if size > MAX_DIRECTORY:
        raise EvidenceRefused(Fault.UNSAFE)


def _check_names(infos: list[zipfile.ZipInfo]) -> None:
    """No name may lead outside the container or occur twice (programs differ in which of the two they read)."""
    names = {info.filename.lower() for info in infos}
    if len(names) != len(infos) or any(UNSAFE_NAME.search(info.orig_filename) for info in infos):
        raise EvidenceRefused(Fault.UNSAFE)


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    """No exotic packing, no member packed beyond belief, and none that shares its bytes with another."""
    unpacked, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if unpacked > RATIO_COUNTS_FROM and unpacked > packed * MAX_RATIO:
        raise EvidenceRefused(Fault.UNSAFE)
    free_from = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or info.header_offset < free_from:
            raise EvidenceRefused(Fault.UNSAFE)
        free_from = info.header_offset + LOCAL_HEADER_BYTES + info.compress_size


def read_through(archive: zipfile.ZipFile, budget: Budget, depth: int = 0) -> None:
    """Unpack every member into nothing, so that its real size and checksum are known to be what was declared.

    Raises EvidenceRefused for programs, archives and XML that defines its own entities; zipfile.BadZipFile or
    zlib.error for damage.
    """
    for info in archive.infolist():
        if info.filename.lower().endswith(("vbaproject.bin", "vbadata.xml")):
            raise EvidenceRefused(Fault.MACROS)
        with archive.open(info) as member:
            beginning = member.read(CHUNK)
            _check_member(info.filename.lower(), beginning)
            if beginning.startswith(ZIP_START):
                _check_inner(beginning, member, budget, depth + 1)
            while member.read(CHUNK):
                pass


def _check_member(name: str, beginning: bytes) -> None:
    """Judge one member by its first bytes."""
    if beginning.startswith(PROGRAM_STARTS):
        raise EvidenceRefused(Fault.ACTIVE)
    if beginning.startswith(ARCHIVE_STARTS) and not name.endswith(COMPRESSED_DRAWINGS):
        raise EvidenceRefused(Fault.UNSAFE)
    if beginning and name.endswith((".xml", ".rels")):
        check_beginning(beginning)


def _check_inner(beginning: bytes, member, budget: Budget, depth: int) -> None:
    """Check a container inside a container by the same rules, out of the same budget."""
    if depth > MAX_DEPTH:
        raise EvidenceRefused(Fault.UNSAFE)
    with tempfile.SpooledTemporaryFile(max_size=MEGABYTE) as inner:
        inner.write(beginning)
        while chunk := member.read(CHUNK):
            inner.write(chunk)
        # A spooled file has every method of a binary file; the stubs only do not say so.
        with open_container(cast(BinaryIO, inner), budget) as archive:
            read_through(archive, budget, depth)


# --- Writing ----------------------------------------------------------------------------------------------------------
def write_container(target: Path, members: Iterable[tuple[str, bytes | bytearray]]) -> None:
    """Write a container in this order, the same bytes for the same members: no times, no owners, no remarks.

    An OpenDocument file's "mimetype" is not packed, as its standard asks (OpenDocument 1.3, part 2, section 3.3).
    """
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, date_time=FIRST_MOMENT)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, bytes(content))
