"""What is said of a file that is not acceptable YAML, before anybody asks what it means."""

from __future__ import annotations

from policydsl.policy.source.yaml_nodes import YamlScalar
from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place, Source, Span

_MAX_SHOWN = 60


def shown(text: str) -> str:
    """A text short enough for one line of a message."""
    line = " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
    return line if len(line) <= _MAX_SHOWN else line[: _MAX_SHOWN - 1] + "…"


def _start(source: Source) -> Place:
    return Place(source, Span(0, 0))


def file_too_large(source: Source, limit: int) -> Diagnostic:
    return Diagnostic(
        "file-too-large",
        Text(
            f"文件超过 {limit // 1_000_000} MB，不予读取",
            f"the file is larger than {limit // 1_000_000} MB and is not read",
        ),
        _start(source),
        Text("请拆成几个较小的文件", "split it into smaller files"),
    )


def empty_file(source: Source) -> Diagnostic:
    return Diagnostic(
        "file-empty",
        Text("文件里没有内容", "the file holds nothing"),
        _start(source),
        Text("至少写一行“名称: 值”", "write at least one line `name: value`"),
    )


def unprintable_character(place: Place, char: str) -> Diagnostic:
    code = f"U+{ord(char):04X}"
    return Diagnostic(
        "file-unprintable",
        Text(f"有看不见的控制字符（{code}）", f"there is an invisible control character ({code})"),
        place,
        Text("请删去这个字符", "delete this character"),
    )


def several_documents(place: Place) -> Diagnostic:
    return Diagnostic(
        "yaml-several-documents",
        Text(
            "一个文件只能有一份内容，“---”又开始了一份",
            "a file holds one document; `---` starts another",
        ),
        place,
        Text("请分成几个文件，或删去“---”", "make it several files, or delete `---`"),
    )


def duplicate_key(key: YamlScalar, first: YamlScalar) -> Diagnostic:
    line, _ = first.source.position(first.span.start)
    name = shown(key.text)
    return Diagnostic(
        "yaml-duplicate-key",
        Text(
            f"“{name}”写了两次，第一次在第 {line} 行",
            f"`{name}` is written twice; first on line {line}",
        ),
        key.place,
        Text(
            "同一层里每个名称只写一次，请删去或改名其一",
            "a name stands once at its level; delete or rename one",
        ),
    )


def key_not_text(place: Place) -> Diagnostic:
    return Diagnostic(
        "yaml-key",
        Text("冒号前的名称必须是文字", "what stands before the colon must be a word"),
        place,
        Text("请写成“名称: 值”", "write `name: value`"),
    )


def merge_key(place: Place) -> Diagnostic:
    return Diagnostic(
        "yaml-merge-key",
        Text("这里不支持合并键“<<”", "the merge key `<<` is not supported here"),
        place,
        Text("请把要合并的各项直接写出来", "write the merged entries out"),
    )


def tag(place: Place, name: str) -> Diagnostic:
    name = shown(name.replace("tag:yaml.org,2002:", "!!"))
    return Diagnostic(
        "yaml-tag",
        Text(f"这里不支持 YAML 标签“{name}”", f"the YAML tag `{name}` is not supported here"),
        place,
        Text(
            "请删去标签；如果“!”是文字的一部分，请把整个值放进单引号",
            "delete the tag; if the `!` belongs to the text, put the whole value in single quotes",
        ),
    )


def unknown_alias(place: Place, name: str) -> Diagnostic:
    name = shown(name)
    return Diagnostic(
        "yaml-alias",
        Text(
            f"“*{name}”引用了没有定义的“&{name}”",
            f"`*{name}` refers to `&{name}`, which is nowhere",
        ),
        place,
        Text(
            "如果“*”是文字的一部分，请把整个值放进单引号",
            "if the `*` belongs to the text, put the whole value in single quotes",
        ),
    )


def recursive_alias(place: Place, name: str) -> Diagnostic:
    name = shown(name)
    return Diagnostic(
        "yaml-alias",
        Text(f"“*{name}”引用了它自己所在的内容", f"`*{name}` refers to what it is itself part of"),
        place,
        Text("请把内容直接写出来", "write the content out"),
    )


def too_many_nodes(place: Place, limit: int) -> Diagnostic:
    return Diagnostic(
        "file-too-many-entries",
        Text(
            f"内容超过 {limit} 项，不予读取",
            f"there are more than {limit} entries; the file is not read",
        ),
        place,
        Text(
            "请拆成几个较小的文件，并减少“*”引用",
            "split it into smaller files, and use fewer `*` aliases",
        ),
    )


def too_deep(place: Place, limit: int) -> Diagnostic:
    return Diagnostic(
        "file-too-deep",
        Text(
            f"层次超过 {limit} 层，不予读取",
            f"it is nested more than {limit} levels deep and is not read",
        ),
        place,
        Text("请减少缩进或括号的层数", "nest fewer levels"),
    )


_YES_NO = Text(
    "YAML 的各种软件有的读成“是/否”，有的读成文字",
    "some YAML software reads it as a boolean, some as text",
)
_NUMBER = Text(
    "YAML 的各种软件对这样的数字读法不一",
    "YAML software differs in what number that is",
)


def trap(scalar: YamlScalar) -> Diagnostic:
    """A plain spelling that is read in several ways (`YamlScalar.trap`), and what to write."""
    why = _YES_NO if scalar.trap == "yes-no" else _NUMBER
    safe = trap_spelling(scalar)
    quoted = f"'{scalar.text}'"
    return Diagnostic(
        "yaml-trap",
        Text(f"“{scalar.text}”有歧义：{why.zh}", f"`{scalar.text}` is ambiguous: {why.en}"),
        scalar.place,
        Text(
            f"请写成 {safe}；如果就是文字，请加引号：{quoted}",
            f"write {safe}; if it is meant as text, quote it: {quoted}",
        )
        if safe
        else Text(
            f"如果就是文字，请加引号：{quoted}", f"if it is meant as text, quote it: {quoted}"
        ),
    )


def trap_spelling(scalar: YamlScalar) -> str | None:
    """The spelling of what was most likely meant; None for what is no exact number at all."""
    text = scalar.text
    match scalar.trap:
        case "yes-no":
            return "true" if text.lower() in ("yes", "on", "y") else "false"
        case "leading-zero":
            sign = "-" if text.startswith("-") else ""
            return sign + (text.lstrip("+-0_").replace("_", "") or "0")
        case "underscore":
            return text.replace("_", "")
        case "hexadecimal" | "octal" | "binary":
            return str(int(text.replace("_", ""), 0)) if len(text) <= 40 else None
        case _:
            return None
