"""Sets of characters: `[a-z-[aeiou]]`, `\\p{Lu}`, `\\d` (XML Schema 1.1 Part 2 §G.4).

Each becomes a `regex` fragment that takes exactly one character, so that union, complement and
subtraction are alternatives and look-aheads, whatever the flags.
"""

from __future__ import annotations

from policydsl.feel.xpath_regex.reader import Reader
from policydsl.text.lazy_pattern import pattern

ANY_CHARACTER = r"[\s\S]"

# NameStartChar and NameChar of XML 1.0, fifth edition.
_NAME_START = (
    ":A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = _NAME_START + "\\-.0-9\u00b7\u0300-\u036f\u203f-\u2040"
_NOT_WORD = r"\p{gc=P}\p{gc=Z}\p{gc=C}"

SETS = {
    "s": r"[ \t\n\r]",
    "S": r"[^ \t\n\r]",
    "i": f"[{_NAME_START}]",
    "I": f"[^{_NAME_START}]",
    "c": f"[{_NAME}]",
    "C": f"[^{_NAME}]",
    "d": r"\p{gc=Nd}",
    "D": r"\P{gc=Nd}",
    "w": f"[^{_NOT_WORD}]",
    "W": f"[{_NOT_WORD}]",
}
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}
_SELF = frozenset("\\|.?*+(){}-[]^$")
_CATEGORY = pattern("L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?")


def literal(char: str) -> str:
    """The fragment for the character itself, inside brackets or outside."""
    if char.isascii() and not char.isalnum():
        return f"\\x{ord(char):02x}"
    return char


def single_escape(reader: Reader) -> str:
    """The character that `n` or `.` after a backslash stands for."""
    char = reader.next()
    if char in _CONTROLS:
        return _CONTROLS[char]
    if char in _SELF:
        return char
    if not char:
        raise reader.error("末尾的 \\ 没有写完", "the last \\ escapes nothing")
    raise reader.error(f"没有 \\{char} 这种转义", f"there is no escape \\{char}")


def set_escape(reader: Reader) -> str | None:
    """The fragment for `d` or `p{Lu}` after a backslash, or None where another escape stands."""
    if reader.peek() in SETS:
        return SETS[reader.next()]
    if reader.peek() and reader.peek() in "pP":
        return _property(reader)
    return None


def _property(reader: Reader) -> str:
    letter = reader.next()
    opened = reader.skip("{")
    end = reader.text.find("}", reader.position)
    if not opened or end < 0:
        raise reader.error(f"\\{letter} 后面要有 {{…}}", f"\\{letter} needs {{…}} after it")
    name = reader.text[reader.position : end]
    block = name.removeprefix("Is")
    if _CATEGORY.fullmatch(name):
        query = f"gc={name}"
    elif name.startswith("Is") and _is_block(block):
        query = f"Blk={block}"
    else:
        raise reader.error(
            f"没有 \\{letter}{{{name}}} 这类字符", f"there is no category or block {{{name}}}"
        )
    reader.position = end + 1
    # Flag i leaves categories alone (F&O 3.1 §5.6.1.1): \\p{Lu} stays upper case.
    return f"(?-i:\\{letter}{{{query}}})"


def _is_block(name: str) -> bool:
    import regex

    if not name.replace("-", "").isalnum() or not name.isascii():
        return False
    try:
        regex.compile(f"\\p{{Blk={name}}}")
    except regex.error:
        return False
    return True


def class_expression(reader: Reader) -> str:
    """The fragment for a bracketed class whose `[` has been read."""
    reader.enter()
    start = reader.position - 1
    negative = reader.skip("^")
    singles, subtracted = "", None
    sets: list[str] = []
    while not reader.skip("]"):
        if reader.peek() == "":
            raise reader.error("方括号没有闭合", "the bracket is not closed", start)
        if reader.peek() == "-" and reader.peek(1) == "[" and (singles or sets):
            subtracted = _subtracted(reader)
            break
        found = _set_item(reader)
        if found is not None:
            sets.append(found)
        else:
            singles += _character_or_range(reader)
    reader.leave()
    fragment = _union(reader, singles, sets)
    if negative:
        fragment = f"(?:(?!{fragment}){ANY_CHARACTER})"
    return fragment if subtracted is None else f"(?:(?!{subtracted}){fragment})"


def _union(reader: Reader, singles: str, sets: list[str]) -> str:
    parts = ([f"[{singles}]"] if singles else []) + sets
    if not parts:
        raise reader.error("方括号里没有字符", "the brackets are empty")
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _subtracted(reader: Reader) -> str:
    reader.skip("-[")
    inner = class_expression(reader)
    if not reader.skip("]"):
        raise reader.error(
            "减去的字符类后面只能是 ]", "only ] may follow a class that is taken away"
        )
    return inner


def _set_item(reader: Reader) -> str | None:
    if reader.peek() != "\\":
        return None
    before = reader.position
    reader.next()
    found = set_escape(reader)
    if found is None:
        reader.position = before
    return found


def _character_or_range(reader: Reader) -> str:
    """In-bracket text for `a` or `a-z`. A hyphen that makes no range stands for itself."""
    bare_hyphen = reader.peek() == "-"
    low = _character(reader)
    after = reader.peek(1)
    ends_here = after in ("", "]", "[") or (after == "-" and reader.peek(2) == "[")
    if reader.peek() != "-" or ends_here:
        return literal(low)
    reader.next()
    if bare_hyphen or reader.peek() == "-":
        raise reader.error("范围的两端不能是没有转义的 -", "a bare - cannot end a range")
    high = _character(reader)
    if high < low:
        raise reader.error(f"范围 {low}-{high} 前后颠倒", f"the range {low}-{high} is reversed")
    return f"{literal(low)}-{literal(high)}"


def _character(reader: Reader) -> str:
    char = reader.next()
    if char == "\\":
        return single_escape(reader)
    if char in ("[", "]", ""):
        raise reader.error(f"方括号里的 {char} 要写成 \\{char}", f"{char} in brackets needs a \\")
    return char
