"""XML by local names. Entities are refused: the suite needs none."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def read_xml(path: Path) -> Element:
    """The root of a UTF-8 file. Raises ValueError for a document type, ParseError for bad XML."""
    text = path.read_bytes().decode("utf-8-sig")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ValueError(f"{path.name}: a document type is not read")
    return ElementTree.fromstring(text)


def kind(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element, *kinds: str) -> list[Element]:
    """The elements directly below that bear one of the names; all of them where none is given."""
    return [each for each in element if not kinds or kind(each) in kinds]


def child(element: Element, *kinds: str) -> Element | None:
    """The first of them."""
    return next(iter(children(element, *kinds)), None)


def text_of(element: Element | None, *path: str) -> str | None:
    """The text at the end of a path of names, or None where there is no such element."""
    for step in path:
        element = None if element is None else child(element, step)
    return None if element is None else (element.text or "")


def is_nil(element: Element) -> bool:
    """Whether `xsi:nil` says that there is no value."""
    return element.get(_NIL) in {"true", "1"}


def schema_type(element: Element) -> str | None:
    """The local name that `xsi:type` gives: `decimal` of `xsd:decimal`."""
    name = element.get(_TYPE)
    return None if name is None else name.rpartition(":")[2]
