"""What is said of a facts schema, or of a policy's addition to it, that cannot be used."""

from __future__ import annotations

from collections.abc import Iterable

from policydsl.policy.source.yaml_errors import shown
from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place
from policydsl.text.spelling import nearest


def _error(code: str, place: Place, message: Text, way_out: Text) -> Diagnostic:
    return Diagnostic(f"facts-schema-{code}", message, place, way_out)


def _did_you_mean(word: str, known: Iterable[str], otherwise: Text) -> Text:
    near = nearest(word, known)
    if near is None:
        return otherwise
    return Text(f"是不是“{near}”？", f"did you mean `{near}`?")


def not_readable(place: Place) -> Diagnostic:
    return _error(
        "syntax",
        place,
        Text(
            "事实表里有过长的数字或不成对的转义",
            "the schema holds an overlong number or half an escape",
        ),
        Text("请改成普通的数字和文字", "write plain numbers and text"),
    )


def not_json_schema(place: Place, reason: str) -> Diagnostic:
    reason = shown(reason)
    return _error(
        "syntax",
        place,
        Text(f"不符合 JSON Schema 2020-12：{reason}", f"this is not JSON Schema 2020-12: {reason}"),
        Text("请对照共用事实表的写法改正", "write it as the shared facts schema does"),
    )


def not_a_schema(place: Place) -> Diagnostic:
    return _error(
        "syntax",
        place,
        Text("这里应当是一个 {…}", "a {…} is expected here"),
        Text(
            '例如 {"title": "Area", "x-zh": "面积", "type": "number", "x-unit": "m2"}',
            'such as {"title": "Area", "x-zh": "面积", "type": "number", "x-unit": "m2"}',
        ),
    )


def too_large(place: Place, depth: int, nodes: int) -> Diagnostic:
    return _error(
        "size",
        place,
        Text(
            f"事实表超过 {depth} 层或 {nodes} 项",
            f"the schema has more than {depth} levels or {nodes} entries",
        ),
        Text("请减少嵌套和 $ref", "nest less and use fewer $ref"),
    )


def unknown_reference(place: Place, ref: str, name: str, known: Iterable[str]) -> Diagnostic:
    ref = shown(ref)
    return _error(
        "reference",
        place,
        Text(f"“{ref}”没有定义", f"`{ref}` is not defined"),
        _did_you_mean(
            name,
            known,
            Text(
                '请写成 "#/$defs/名称"，并在 $defs 里定义',
                'write "#/$defs/name" and define it under $defs',
            ),
        ),
    )


def circular_reference(place: Place, name: str) -> Diagnostic:
    return _error(
        "reference",
        place,
        Text(f"“{name}”的定义里又用到了它自己", f"the definition of `{name}` uses itself"),
        Text("事实表的层次必须有限，请去掉循环", "facts nest to a fixed depth; break the circle"),
    )


def changes_shared(place: Place, what: str) -> Diagnostic:
    what = shown(what)
    return _error(
        "change",
        place,
        Text(
            f"这里改动了共用事实表已定的内容（{what}）",
            f"this changes what the shared facts schema settles ({what})",
        ),
        Text(
            "附加的事实表只能增加事实、单位和定义",
            "an addition may only add facts, units and definitions",
        ),
    )


def definition_taken(place: Place, name: str) -> Diagnostic:
    """A definition of an addition that the shared schema has too: which of them holds?"""
    name = shown(name)
    return _error(
        "change",
        place,
        Text(
            f"共用事实表的 $defs 里已有“{name}”，这里的不会起作用",
            f"the shared facts schema defines `{name}` already; this one would have no effect",
        ),
        Text(
            "换一个名称，用到它的 $ref 也一并改",
            "give it another name, there and in each $ref that means it",
        ),
    )


def unknown_keyword(place: Place, keyword: str, known: Iterable[str]) -> Diagnostic:
    return _error(
        "keyword",
        place,
        Text(f"这里不能用“{shown(keyword)}”", f"`{shown(keyword)}` cannot stand here"),
        _did_you_mean(
            keyword,
            known,
            Text(f"可用的有：{'、'.join(sorted(known))}", f"known are: {', '.join(sorted(known))}"),
        ),
    )


def wrong_keyword_value(place: Place, keyword: str, wanted: Text) -> Diagnostic:
    return _error(
        "keyword",
        place,
        Text(f"“{keyword}”的值应为{wanted.zh}", f"the value of `{keyword}` must be {wanted.en}"),
        Text("请对照共用事实表的写法改正", "write it as the shared facts schema does"),
    )


def wrong_type(place: Place, found: object, known: Iterable[str]) -> Diagnostic:
    names = tuple(known)
    if found is None:
        message = Text("没有写明类型（type）", "its `type` is missing")
    else:
        name = shown(str(found))
        message = Text(f"事实的类型不能是“{name}”", f"a fact cannot be of the type `{name}`")
    way_out = Text(f"可用的有：{'、'.join(names)}", f"known are: {', '.join(names)}")
    return _error("type", place, message, way_out)


def label_missing(place: Place, keyword: str) -> Diagnostic:
    names = {"x-zh": Text("中文名称", "Chinese name"), "title": Text("英文名称", "English name")}
    name = names[keyword]
    return _error(
        "label",
        place,
        Text(f"缺少{name.zh}“{keyword}”", f"the {name.en}, `{keyword}`, is missing"),
        Text(
            '请补上，例如 "title": "Office area", "x-zh": "办公面积"',
            'add it, such as "title": "Office area", "x-zh": "办公面积"',
        ),
    )


def bad_id(place: Place, name: str, reserved: bool) -> Diagnostic:
    name = shown(name)
    if reserved:
        message = Text(
            f"“{name}”是表达式语言的保留词", f"`{name}` is a word of the expression language"
        )
    else:
        message = Text(f"“{name}”不能作事实的名称", f"`{name}` cannot name a fact")
    return _error(
        "name",
        place,
        message,
        Text(
            "请用小写英文单词，以下划线连接，例如 office_area",
            "use small English words joined by underscores, such as office_area",
        ),
    )


def bad_chinese_name(place: Place, name: str) -> Diagnostic:
    return _error(
        "name",
        place,
        Text(f"“{shown(name)}”不能作中文名称", f"`{shown(name)}` cannot be a Chinese name"),
        Text(
            "请只用汉字、字母和数字，不用空格和标点，不以数字开头",
            "use Han characters, letters and digits only, and start with no digit",
        ),
    )


def name_clash(place: Place, name: str, other: str) -> Diagnostic:
    return _error(
        "name-clash",
        place,
        Text(f"“{name}”与“{other}”重名", f"`{name}` is already the name of `{other}`"),
        Text(
            "同一层里每个名称只能有一个意思，请改名",
            "a name means one thing at its level; rename one",
        ),
    )


def unit_missing(place: Place) -> Diagnostic:
    return _error(
        "unit",
        place,
        Text("数字没有单位", "a number has no unit"),
        Text('请补上 "x-unit"，例如 "x-unit": "m2"', 'add "x-unit", such as "x-unit": "m2"'),
    )


def unknown_unit(place: Place, unit: str, known: Iterable[str]) -> Diagnostic:
    return _error(
        "unit",
        place,
        Text(f"没有单位“{shown(unit)}”", f"there is no unit `{shown(unit)}`"),
        _did_you_mean(
            unit,
            known,
            Text(
                "请用已有的单位，或在 x-units 里定义",
                "use a known unit, or define it under x-units",
            ),
        ),
    )


def enum_label_missing(place: Place, value: str) -> Diagnostic:
    return _error(
        "label",
        place,
        Text(f"取值“{shown(value)}”没有中英文名称", f"the value `{shown(value)}` has no labels"),
        Text(
            '请在 x-labels 里补上，例如 {"city": {"zh": "市级", "en": "city"}}',
            'add them to x-labels, such as {"city": {"zh": "市级", "en": "city"}}',
        ),
    )


def label_of_nothing(place: Place, value: str, known: Iterable[str]) -> Diagnostic:
    return _error(
        "label",
        place,
        Text(f"enum 里没有取值“{shown(value)}”", f"`{shown(value)}` is no value of the enum"),
        _did_you_mean(
            value, known, Text("请删去，或加进 enum", "delete it, or add it to the enum")
        ),
    )


def item_label(place: Place, name: str | None, known: Iterable[str]) -> Diagnostic:
    if name is None:
        message = Text("列表的各项没有“x-item-label”", "the list's items have no `x-item-label`")
    else:
        message = Text(f"各项里没有“{shown(name)}”", f"the items have no `{shown(name)}`")
    return _error(
        "item-label",
        place,
        message,
        _did_you_mean(
            name or "",
            known,
            Text("请写明各项用哪个事实作名称", "say which member names an item"),
        ),
    )


def section_open(place: Place) -> Diagnostic:
    return _error(
        "open",
        place,
        Text("这一层没有封闭", "this object is not closed"),
        Text('请补上 "additionalProperties": false', 'add "additionalProperties": false'),
    )
