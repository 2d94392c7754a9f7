"""What a file is, by how it begins, and whether it can run something on the machine that opens it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PROGRAM: Final = "application/x-executable"
SCRIPT: Final = "text/x-script"
BINARY: Final = "application/octet-stream"
TEXT: Final = "text/plain"
EMPTY: Final = "application/x-empty"
_ZIP, _OLE, _XML, _HTML = "application/zip", "application/x-ole-storage", "application/xml", "text/html"

_SIGNATURES: Final[tuple[tuple[int, bytes, str], ...]] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"BM", "image/bmp"),
    (4, b"ftyphei", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AVI ", "video/x-msvideo"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"%!PS", "application/postscript"),
    (0, b"PK\x03\x04", _ZIP),
    (0, b"PK\x05\x06", _ZIP),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\x00", "application/x-xz"),
    (257, b"ustar", "application/x-tar"),
    (0, b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (0, b"\x7fELF", PROGRAM),
    (0, b"MZ", PROGRAM),
    (0, b"\xca\xfe\xba\xbe", PROGRAM),
    (0, b"\xfe\xed\xfa\xce", PROGRAM),
    (0, b"\xfe\xed\xfa\xcf", PROGRAM),
    (0, b"\xce\xfa\xed\xfe", PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", PROGRAM),
    (0, b"L\x00\x00\x00\x01\x14\x02\x00", PROGRAM),  # a shortcut of Windows
    (0, b"!<arch>\n", PROGRAM),  # a Debian package
    (0, b"\xed\xab\xee\xdb", PROGRAM),  # a package of RPM
    (0, b"#!", SCRIPT),
)
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_OPEN: Final = "application/vnd.oasis.opendocument"
#: Which sort of document a container is, by its extension; the container itself is known by its content.
_IN_CONTAINER: Final[Mapping[tuple[str, str], str]] = {
    (_ZIP, "docx"): f"{_OFFICE}.wordprocessingml.document",
    (_ZIP, "xlsx"): f"{_OFFICE}.spreadsheetml.sheet",
    (_ZIP, "pptx"): f"{_OFFICE}.presentationml.presentation",
    (_ZIP, "odt"): f"{_OPEN}.text",
    (_ZIP, "ods"): f"{_OPEN}.spreadsheet",
    (_ZIP, "odp"): f"{_OPEN}.presentation",
    (_ZIP, "epub"): "application/epub+zip",
    (_OLE, "doc"): "application/msword",
    (_OLE, "xls"): "application/vnd.ms-excel",
    (_OLE, "ppt"): "application/vnd.ms-powerpoint",
    (_OLE, "msg"): "application/vnd.ms-outlook",
    (TEXT, "csv"): "text/csv",
    (TEXT, "md"): "text/markdown",
    (TEXT, "json"): "application/json",
    (TEXT, "eml"): "message/rfc822",
}
_TEXTS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"<!doctype html", _HTML),
    (b"<html", _HTML),
    (b"<script", _HTML),
    (b"<svg", "image/svg+xml"),
    (b"<?xml", _XML),
    (b"begin:vcard", "text/vcard"),
    (b"begin:vcalendar", "text/calendar"),
)
_RUNNING_TYPES: Final = frozenset((PROGRAM, SCRIPT, _HTML, "image/svg+xml", _XML))
_RUNNING_ENDINGS: Final = frozenset(
    [
        "acm",
        "action",
        "apk",
        "app",
        "appimage",
        "appref-ms",
        "application",
        "asp",
        "bash",
        "bat",
        "bin",
        "bundle",
        "cgi",
        "chm",
        "class",
        "cmd",
        "com",
        "command",
        "cpl",
        "csh",
        "deb",
        "desktop",
        "dll",
        "dmg",
        "docm",
        "dotm",
        "drv",
        "elf",
        "exe",
        "fish",
        "gadget",
        "hlp",
        "hta",
        "htm",
        "html",
        "inf",
        "ins",
        "iqy",
        "isp",
        "iso",
        "jar",
        "jnlp",
        "job",
        "js",
        "jse",
        "ksh",
        "lnk",
        "mam",
        "mht",
        "mhtml",
        "msc",
        "msi",
        "msix",
        "msp",
        "mst",
        "mpkg",
        "ocx",
        "osx",
        "out",
        "paf",
        "php",
        "phar",
        "pif",
        "pkg",
        "pl",
        "potm",
        "ppam",
        "ppsm",
        "pptm",
        "prf",
        "ps1",
        "psm1",
        "pub",
        "py",
        "pyc",
        "pyw",
        "pyz",
        "rb",
        "reg",
        "rgs",
        "rpm",
        "run",
        "scf",
        "scpt",
        "scr",
        "sct",
        "service",
        "settingcontent-ms",
        "sh",
        "shb",
        "shs",
        "slk",
        "so",
        "svg",
        "svgz",
        "sys",
        "tcl",
        "terminal",
        "tool",
        "url",
        "vb",
        "vba",
        "vbe",
        "vbs",
        "vbscript",
        "webloc",
        "website",
        "wine",
        "workflow",
        "ws",
        "wsc",
        "wsf",
        "wsh",
        "xbap",
        "xhtml",
        "xht",
        "xla",
        "xlam",
        "xlm",
        "xlsb",
        "xlsm",
        "xltm",
        "xml",
        "xpi",
        "xsl",
        "xslt",
        "zsh",
    ]
)


def type_of(head: bytes, name: str) -> str:
    """The media type of a content.

    Args:
        head: How it begins, a few thousand bytes.
        name: What the file is called; it only tells apart what is alike by content.
    """
    if not head:
        return EMPTY
    found = next((kind for at, sign, kind in _SIGNATURES if head[at : at + len(sign)] == sign), None)
    if found is None:
        found = _text_type(head)
    return _IN_CONTAINER.get((found, ending_of(name)), found)


def ending_of(name: str) -> str:
    """The extension of a file's name, in small letters and without its dot; empty where it has none."""
    return name.strip().rpartition(".")[2].strip().lower() if "." in name else ""


def can_run(media_type: str, name: str) -> bool:
    """Whether opening a file may run something: a program, a script, or a page that holds one."""
    return media_type in _RUNNING_TYPES or ending_of(name) in _RUNNING_ENDINGS


def _text_type(head: bytes) -> str:
    """What a content without a signature is: text of some sort, or unknown."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return TEXT
    if b"\x00" in head:
        return BINARY
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for sign, kind in _TEXTS:
        if begins.startswith(sign):
            return "image/svg+xml" if kind == _XML and b"<svg" in begins else kind
    try:
        head.decode()
    except UnicodeDecodeError as problem:
        return TEXT if problem.reason == "unexpected end of data" else BINARY
    return TEXT
