"""Regular expressions as FEEL means them: those of XPath, matched in bounded time.

DMN 1.5 §10.3.4.3 takes `matches`, `replace` and `split` from XQuery 1.0 and XPath 2.0 Functions and
Operators; the syntax is that of F&O 3.1 §5.6.1 on top of XML Schema 1.1 Part 2 appendix G.

| module | holds |
| --- | --- |
| `translate` | an XPath pattern in the syntax of the `regex` package |
| `character_class` | `[a-z-[aeiou]]` and the escapes that stand for sets of characters |
| `reader` | the pattern's characters, and errors placed in it |
| `run` | searching, replacing and splitting, with limits |
"""

from policydsl.feel.xpath_regex.reader import PatternError
from policydsl.feel.xpath_regex.run import MAX_PATTERN_LENGTH, matches, replace, split

__all__ = ["MAX_PATTERN_LENGTH", "PatternError", "matches", "replace", "split"]
