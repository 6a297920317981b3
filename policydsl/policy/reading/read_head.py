"""The head of a policy file: id, version, title, source, days in force, links to other policies."""

from __future__ import annotations

from policydsl.policy.model import Citation, Effective
from policydsl.policy.reading import errors_reading as errors
from policydsl.policy.reading.document import PolicyHead, UseDocument, Word
from policydsl.policy.reading.fields import (
    Fields,
    Problems,
    bilingual,
    boolean,
    checked_word,
    chinese_name,
    date,
    each_named,
    fields,
    place_of,
    real_date,
    text,
    title,
    word,
)
from policydsl.policy.source.names import ANYTHING, NAME, POLICY_ID, VERSION, YEAR
from policydsl.policy.source.yaml_tree import YamlNode, YamlScalar
from policydsl.text.diagnostic import Text
from policydsl.text.source import Place

HEAD_KEYS = (
    "policy",
    "version",
    "title",
    "source",
    "effective",
    "note",
    "extends",
    "uses",
    "facts",
)
POLICY_FORM = Text("政策编号（地区/政策）", "a policy's id (jurisdiction/policy)")
POLICY_EXAMPLE = "anhui/evaluation-body-filing"


def read_head(root: Fields, problems: Problems) -> PolicyHead:
    """The head; `root` holds the file's top-level keys."""
    nowhere = Word("", root.place)
    version = word(
        root.required("version"), VERSION, Text("版本号", "a version"), "1.0.0", problems
    )
    effective, effective_place = _effective(root, problems)
    return PolicyHead(
        policy=_policy_id(root.required("policy"), problems) or nowhere,
        version=version.text if version else "",
        title=title(root, problems),
        citation=_citation(root, problems),
        effective=effective,
        effective_place=effective_place,
        note=bilingual(root.optional("note"), problems),
        extends=_policy_id(root.optional("extends"), problems),
        uses=each_named(
            root.optional("uses"),
            Text("uses", "uses"),
            problems,
            lambda name, node: _use(name, node, problems),
        ),
        facts=word(
            root.optional("facts"), ANYTHING, Text("文件名", "a file name"), "x.json", problems
        ),
    )


def _policy_id(node: YamlNode | None, problems: Problems) -> Word | None:
    return word(node, POLICY_ID, POLICY_FORM, POLICY_EXAMPLE, problems)


def _citation(root: Fields, problems: Problems) -> Citation:
    known = ("document", "issuer", "issued", "published", "title")
    what = Text("source", "source")
    found = fields(root.required("source"), known, what, problems, root.key_place("source"))
    published = found.optional("published")
    return Citation(
        document=text(found.required("document"), problems),
        issuer=text(found.required("issuer"), problems),
        issued=_day_or_year(found.required("issued"), problems),
        published=_day_or_year(published, problems) if published else None,
        title=bilingual(found.optional("title"), problems),
    )


def _day_or_year(node: YamlNode | None, problems: Problems) -> str:
    """A day, or a bare year where the day is not known."""
    if isinstance(node, YamlScalar) and YEAR.fullmatch(node.text):
        return node.text
    return date(node, problems)


def _effective(root: Fields, problems: Problems) -> tuple[Effective, Place]:
    """The days in force, and where the first of them stands."""
    known = ("from", "until", "gap_before")
    what = Text("effective", "effective")
    place = root.key_place("effective")
    found = fields(root.required("effective"), known, what, problems, place)
    start_node, end_node = found.required("from"), found.optional("until")
    effective = Effective(
        start=date(start_node, problems),
        end=date(end_node, problems) if end_node else None,
        gap_before=boolean(found.optional("gap_before"), problems),
    )
    dates_are_real = real_date(effective.start) and real_date(effective.end or "")
    if end_node and dates_are_real and (effective.end or "") < effective.start:
        problems.append(errors.effective_ends_before(place_of(end_node)))
    return effective, place_of(start_node) if start_node else place


def _use(name: Word, node: YamlNode, problems: Problems) -> UseDocument:
    what = Text(f"引用“{name.text}”", f"use “{name.text}”")
    found = fields(node, ("policy", "decision", "zh"), what, problems, name.place)
    nowhere = Word("", name.place)
    decision = word(
        found.required("decision"), NAME, Text("决定的名字", "a decision's name"), "size", problems
    )
    form = Text("英文名", "a name")
    return UseDocument(
        name=checked_word(name, NAME, form, "enterprise_size", problems),
        policy=_policy_id(found.required("policy"), problems) or nowhere,
        decision=decision or nowhere,
        zh=chinese_name(found.optional("zh"), problems),
    )
