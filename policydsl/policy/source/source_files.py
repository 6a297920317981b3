"""Files on disk → source texts, or one clear reason why not."""

from __future__ import annotations

from pathlib import Path

from policydsl.policy.source.limits import MAX_BYTES
from policydsl.text.diagnostic import Diagnostic, DiagnosticError, PolicyError, Text
from policydsl.text.source import Place, Source, Span

_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_source(
    path: Path, name: str | None = None, error: type[DiagnosticError] = PolicyError
) -> Source:
    """The text of a UTF-8 file under the name that readers shall see (its path by default).

    A byte-order mark is dropped, line ends are kept. Raises `error` where the file is not there,
    cannot be read, is larger than 5 MB, or is not UTF-8.
    """
    shown = name or str(path)
    return decode_source(read_data(path, shown, error), shown, error)


def read_data(path: Path, name: str, error: type[DiagnosticError] = PolicyError) -> bytes:
    """The bytes of a file, and of one that is too large the first 5 MB and one.

    Raises `error` where the file is not there or cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise error(_missing(name)) from None
    except (OSError, ValueError) as problem:
        raise error(_unreadable(name, problem)) from None


def decode_source(data: bytes, name: str, error: type[DiagnosticError] = PolicyError) -> Source:
    """Bytes as a source text. Raises `error` where they are not UTF-8 or more than 5 MB."""
    if len(data) > MAX_BYTES:
        raise error(_too_large(name))
    try:
        return Source(name, data.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise error(_not_utf8(name, data, problem.start)) from None


def _missing(name: str) -> Diagnostic:
    return Diagnostic(
        "file-missing",
        Text(f"没有文件“{name}”", f"there is no file `{name}`"),
        help=Text("请检查路径和文件名的拼写", "check the spelling of the path"),
    )


def _unreadable(name: str, problem: Exception) -> Diagnostic:
    reason = getattr(problem, "strerror", None) or str(problem)
    return Diagnostic(
        "file-unreadable",
        Text(f"无法读取“{name}”（{reason}）", f"`{name}` cannot be read ({reason})"),
        help=Text("请给出一个可读的文件", "give a file that can be read"),
    )


def _too_large(name: str) -> Diagnostic:
    limit = MAX_BYTES // 1_000_000
    return Diagnostic(
        "file-too-large",
        Text(
            f"“{name}”超过 {limit} MB，不予读取",
            f"`{name}` is larger than {limit} MB and is not read",
        ),
        help=Text("请拆成几个较小的文件", "split it into smaller files"),
    )


def _not_utf8(name: str, data: bytes, at: int) -> Diagnostic:
    before = data[:at].decode("utf-8-sig", "replace")
    place = Place(Source(name, before), Span(len(before), len(before)))
    return Diagnostic(
        "file-not-utf8",
        Text("文件不是 UTF-8 编码", "the file is not encoded in UTF-8"),
        None if data.startswith(_BYTE_ORDER_MARKS) else place,
        Text(
            f"请在编辑器里把“{name}”另存为 UTF-8 编码",
            f"save `{name}` again with the encoding UTF-8",
        ),
    )


def replace_file(path: Path, text: str) -> None:
    """Writes a file whole or not at all: a reader sees the old text or the new. Raises OSError."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.write_bytes(text.encode("utf-8"))
        temporary.chmod(path.stat().st_mode)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
