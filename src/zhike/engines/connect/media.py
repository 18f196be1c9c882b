"""What a file is, by its first bytes: what its name or the browser says is not believed."""

from __future__ import annotations

from pathlib import PurePosixPath

UNKNOWN = "application/octet-stream"
ENOUGH = 4096  # bytes to look at
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x1f\x8b", "application/gzip"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
)
OFFICE = "application/vnd.openxmlformats-officedocument."
# Containers of several formats: which one is told by the name, as that only chooses a program.
INSIDE = {
    "application/zip": {
        ".docx": OFFICE + "wordprocessingml.document", ".xlsx": OFFICE + "spreadsheetml.sheet",
        ".pptx": OFFICE + "presentationml.presentation",
    },
    "application/x-ole-storage": {
        ".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint",
    },
}  # fmt: skip
TEXTS = {".txt": "text/plain", ".csv": "text/csv", ".md": "text/markdown"}
# What a browser may show in place; everything else is offered for saving.
INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"})


def sniff(start: bytes, name: str) -> str:
    """The media type of a file with these first bytes."""
    suffix = PurePosixPath(name.lower()).suffix
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image/webp"
    if start[4:8] == b"ftyp":
        return "video/mp4"
    for magic, kind in MAGIC:
        if start.startswith(magic):
            return INSIDE.get(kind, {}).get(suffix, kind)
    if suffix in TEXTS and b"\0" not in start:
        return TEXTS[suffix]
    return UNKNOWN
