"""Traces made by hand, for what people read: every status, force, verdict and cause occurs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from policydsl.feel.temporal import Date, DaysDuration, MonthsDuration
from policydsl.feel.values import NULL, Cause, CauseKind, Null, Value, missing, null
from policydsl.text.diagnostic import Text
from policydsl.trace import (
    Amendment,
    Finding,
    GroupTrace,
    Item,
    RowTrace,
    RuleTrace,
    Status,
    Step,
    Trace,
    Verdict,
)

PASS, FAIL, UNKNOWN, SKIP = (
    Status.PASS,
    Status.FAIL,
    Status.UNKNOWN,
    Status.NOT_APPLICABLE,
)
UNITS = (
    ("m2", Text("平方米", "m²")),
    ("year", Text("年", "years")),
    ("person", Text("人", "persons")),
    ("person_time", Text("人次", "person-times")),
    ("workstation", Text("个工位", "workstations")),
    ("character", Text("字", "characters")),
    ("percent", Text("%", "%")),
)
WORK_PLAN_MISSING = missing("materials.work_plan", Text("工作方案", "Work plan"))
SEATS_MISSING = missing("occupations[2].theory.seats", Text("考位数", "Seats"))
YEAR_UNPUBLISHED = null(
    CauseKind.UNPUBLISHED_YEAR,
    "2031年的节假日安排尚未公布",
    "the holiday schedule of 2031 is not published yet",
)
NO_ROUTE = null(CauseKind.NO_MATCH, "没有一行符合", "no row matches")


def number(text: str) -> Decimal:
    return Decimal(text)


def finding(
    expression: str,
    status: Status,
    actual: Value,
    required: Value,
    shortfall: Value | None = None,
    unit: str | None = None,
    label: Text | None = None,
) -> Finding:
    written = (op for op in (">=", "<=", "!=", ">", "<", "=") if f" {op} " in expression)
    return Finding(
        expression, status, actual, required, shortfall, unit, label, next(written, None)
    )


def whole(status: Status, *findings: Finding, causes: tuple[Cause, ...] = ()) -> tuple[Item, ...]:
    """The one item of a rule that is not about items."""
    return (Item("", None, status, findings, causes),)


def rule(
    id: str,
    zh: str,
    en: str,
    status: Status,
    clause: str,
    items: tuple[Item, ...],
    *,
    force: str = "mandatory",
    note: Text | None = None,
    group: str | None = None,
    judgement: bool = False,
    origin: str | None = None,
    document: str = "",
) -> RuleTrace:
    clauses = tuple(clause.split())
    return RuleTrace(
        id, Text(zh, en), status, force, clauses, items, note, group, judgement, origin, document
    )


def stated(id: str, zh: str, en: str, clause: str) -> RuleTrace:
    """A met rule about one boolean fact."""
    return rule(id, zh, en, PASS, clause, whole(PASS, finding(f"facts.{id}", PASS, True, True)))


def failing_rules() -> tuple[RuleTrace, ...]:
    examiners = (
        Item(
            "occupations[1].levels[1]",
            "电工 / 三级",
            FAIL,
            (
                finding(
                    "level.own_certified_examiners >= examiners_min",
                    FAIL,
                    number("4"),
                    number("5"),
                    number("1"),
                    "person",
                ),
            ),
        ),
        Item(
            "occupations[1].levels[2]",
            "电工 / 四级",
            PASS,
            (
                finding(
                    "level.own_certified_examiners >= examiners_min",
                    PASS,
                    number("6"),
                    number("5"),
                    None,
                    "person",
                ),
            ),
        ),
        Item(
            "occupations[2].levels[1]",
            "汽车维修工（新能源） / 三级",
            UNKNOWN,
            (
                finding(
                    "level.own_certified_examiners >= examiners_min",
                    UNKNOWN,
                    missing("occupations[2].levels[1].own_certified_examiners"),
                    number("5"),
                    None,
                    "person",
                ),
            ),
            missing(
                "occupations[2].levels[1].own_certified_examiners",
                Text("自有持证考评人员数", "Own certified examiners"),
            ).causes,
        ),
    )
    room = (
        Item(
            "occupations[1]",
            "电工",
            FAIL,
            (
                finding(
                    "occupation.theory.area >= theory_area_min",
                    FAIL,
                    number("45.5"),
                    number("60"),
                    number("14.5"),
                    "m2",
                    Text("理论考场·面积", "Theory room · Area"),
                ),
                finding("occupation.theory.video_monitoring", FAIL, False, True),
                finding("occupation.theory.seats >= seats_min", PASS, number("30"), number("30")),
            ),
        ),
    )
    area = finding(
        "premises.office.area >= office_area_min",
        FAIL,
        number("49.99"),
        number("50"),
        number("0.01"),
        "m2",
    )
    length = finding(
        "summary.length <= length_max",
        FAIL,
        number("2100"),
        number("2000"),
        number("100"),
        "character",
    )
    late = finding(
        "application.handed_in_on <= form_deadline",
        FAIL,
        Date(2023, 10, 21),
        Date(2023, 10, 20),
        DaysDuration(number("86400")),
    )
    tenure = finding(
        "premises.office.tenure.remaining >= tenure_min",
        FAIL,
        MonthsDuration(30),
        MonthsDuration(36),
        MonthsDuration(6),
    )
    none_applied = Item(
        "occupations", None, FAIL, note=Text("没有申报任何职业", "no occupation applied for")
    )
    return (
        rule("office-area", "办公用房面积", "Office area", FAIL, "att1/3/1", whole(FAIL, area)),
        rule(
            "examiners",
            "每个职业、等级的自有持证考评人员",
            "Own certified examiners for each occupation and level",
            FAIL,
            "att1/4",
            examiners,
            note=Text(
                "本条原文脱落条号，并脱落“专（兼）职”与“持证”各一字，按通行文本理解。",
                "Our copy lost this clause's number and two characters; read as commonly printed.",
            ),
        ),
        rule("theory-room", "理论考场", "Theory examination room", FAIL, "att1/3/2", room),
        rule(
            "summary-length",
            "工作总结字数",
            "Length of the summary",
            FAIL,
            "4/2",
            whole(FAIL, length),
        ),
        rule(
            "form-in-time",
            "按时提交续期表",
            "Renewal form handed in on time",
            FAIL,
            "4/3",
            whole(FAIL, late),
        ),
        rule(
            "tenure",
            "办公用房使用权",
            "Right to use the office",
            FAIL,
            "att1/3",
            whole(FAIL, tenure),
        ),
        rule(
            "any-occupation", "申报职业", "Occupations applied for", FAIL, "att1", (none_applied,)
        ),
        rule(
            "archive-room",
            "独立档案室",
            "An archive room of its own",
            FAIL,
            "2",
            whole(FAIL, finding("premises.archive_room", FAIL, False, True)),
            origin="hefei/evaluation-body-filing@1.1.0",
            document="皖人社秘〔2021〕1号",
        ),
    )


def unknown_rules() -> tuple[RuleTrace, ...]:
    plan = finding("materials.work_plan", UNKNOWN, WORK_PLAN_MISSING, True)
    publicity = finding(
        "publicity.working_days >= publicity_min", UNKNOWN, YEAR_UNPUBLISHED, number("5")
    )
    influence = missing("record.broad_influence", Text("广泛影响力", "Broad influence"))
    seats = Item(
        "occupations[2]",
        "汽车维修工（新能源）",
        UNKNOWN,
        (finding("occupation.theory.seats >= seats_min", UNKNOWN, SEATS_MISSING, number("30")),),
        SEATS_MISSING.causes,
    )
    return (
        rule("work-plan", "工作方案", "Work plan", UNKNOWN, "3/1",
             whole(UNKNOWN, plan, causes=WORK_PLAN_MISSING.causes)),
        rule("publicity", "公示期", "Publicity", UNKNOWN, "3/5",
             whole(UNKNOWN, publicity, causes=YEAR_UNPUBLISHED.causes)),
        rule("influence", "影响力", "Influence", UNKNOWN, "2/1/5/1",
             whole(UNKNOWN, finding("record.broad_influence", UNKNOWN, influence, True),
                   causes=influence.causes), judgement=True),
        rule("per-occupation", "每个职业的规模", "Scale in each occupation", UNKNOWN, "2/1/5/1",
             (seats, Item("occupations[1]", "电工", PASS)), force="in_principle"),
    )  # fmt: skip


def in_principle_rules() -> tuple[RuleTrace, ...]:
    def stations(path: str, label: str, waiver: str | None) -> Item:
        short = finding(
            "occupation.practical.workstations >= workstations_min",
            FAIL,
            number("8"),
            number("10"),
            number("2"),
            "workstation",
        )
        return Item(path, label, FAIL if waiver is None else PASS, (short,), waiver=waiver)

    years = finding(
        "experience.consecutive_years >= years_min",
        FAIL,
        number("5"),
        number("6"),
        number("1"),
        "year",
    )
    return (
        rule("years", "连续从事年限", "Years of experience", FAIL, "2/1/2", whole(FAIL, years),
             force="in_principle"),
        rule("workstations", "考核工位", "Workstations", PASS, "att1/3/3",
             (stations("occupations[1]", "电工", "设备更新，两个工位下月到位"),
              Item("occupations[2]", "汽车维修工（新能源）", SKIP)), force="in_principle"),
    )  # fmt: skip


def preferential_rules() -> tuple[RuleTrace, ...]:
    tasks = missing("merits.training_tasks", Text("承担培训任务", "Training tasks"))
    return (
        rule("pilot", "已备案的试点机构且成效显著", "Pilot with marked results", FAIL, "2/2/1",
             whole(FAIL, finding("merits.pilot", FAIL, False, True)),
             force="preferential", group="preferred", judgement=True),
        rule("tasks", "承担培训任务", "Took on training tasks", UNKNOWN, "2/2/2",
             whole(UNKNOWN, finding("merits.training_tasks", UNKNOWN, tasks, True),
                   causes=tasks.causes), force="preferential", group="preferred"),
        rule("base", "省级高技能人才培训基地", "Provincial training base", PASS, "2/2",
             whole(PASS, finding("merits.training_base", PASS, True, True)), force="preferential"),
    )  # fmt: skip


def other_rules() -> tuple[RuleTrace, ...]:
    share = finding(
        "experience.evaluated_share >= share_min",
        PASS,
        number("42.5"),
        number("30"),
        None,
        "percent",
    )
    each = tuple(
        Item(f"occupations[{index}]", label, PASS) for index, label in ((1, "电工"), (2, "焊工"))
    )
    abroad = Item(
        "branches", None, SKIP, note=Text("不是全国性机构", "not a nationwide organisation")
    )
    return (
        stated("legal-person", "独立法人资格", "Independent legal person", "att1/1"),
        stated("finance-rules", "财务管理制度", "Rules on finance", "att1/2"),
        rule("share", "评价人次占比", "Share of evaluated", PASS, "2/1/2", whole(PASS, share)),
        rule("sites", "操作技能考核场地", "Practical examination site", PASS, "att1/3/3", each),
        rule("branch", "省内分支机构", "Branch in the province", SKIP, "2/2/1/1", (abroad,)),
    )  # fmt: skip


def full_checklist() -> Trace:
    """A refusal in which everything occurs that a checklist can say."""
    step = Step(
        "premises.office.area >= office_area_min",
        False,
        (
            Step("premises.office.area", number("49.99")),
            Step("office_area_min", number("50")),
        ),
    )
    rules = (
        *other_rules()[:2],
        *failing_rules(),
        *unknown_rules(),
        *in_principle_rules(),
        *preferential_rules(),
        *other_rules()[2:],
    )
    stepped = tuple(
        replace(each, items=(replace(each.items[0], step=step),))
        if each.id == "office-area"
        else each
        for each in rules
    )
    return Trace(
        policy="hefei/evaluation-body-filing",
        version="1.1.0",
        digest="3f786850e387550fdab836ed7e6dc881de23001b3f786850e387550fdab836ed",
        as_of="2020-06-01",
        decision="filing",
        title=Text("备案条件", "Filing conditions"),
        document="皖人社秘〔2020〕64号",
        policy_title=Text("技能人才评价机构备案", "Filing of skills-evaluation bodies"),
        facts_digest="89e6c98d92887913cadf06b2adb97f26cde4849b89e6c98d92887913cadf06b2",
        kind="checklist",
        verdict=Verdict.INELIGIBLE,
        note=Text("附件标题称“建议”，正文要求具备，故作必备条件。",
                  "The attachment calls itself suggested; the body of the notice requires it."),
        rules=stepped,
        groups=(
            GroupTrace("preferred", Text("试点与任务", "Pilots and tasks"), "any", UNKNOWN,
                       ("pilot", "tasks")),
        ),
        amendments=(
            Amendment("parameter_overridden", "office_area_min", "40 m2", "50 m2",
                      "hefei/evaluation-body-filing@1.1.0"),
            Amendment("rule_added", "archive-room", None, "premises.archive_room",
                      "hefei/evaluation-body-filing@1.1.0"),
        ),
        subject="合肥某某职业培训学校有限公司",
        units=UNITS,
    )  # fmt: skip


def with_verdict(verdict: Verdict, *rules: RuleTrace, **changes: Any) -> Trace:
    """A short checklist with that verdict."""
    bare: dict[str, Any] = {"groups": (), "amendments": (), "note": None}
    return replace(full_checklist(), verdict=verdict, rules=rules, **bare | changes)


def every_verdict() -> dict[str, Trace]:
    """One short trace for each verdict."""
    met = other_rules()[:4]
    principle = in_principle_rules()
    return {
        "eligible": with_verdict(Verdict.ELIGIBLE, *met, principle[1]),
        "conditional": with_verdict(Verdict.CONDITIONAL, *met, principle[0]),
        "undetermined": with_verdict(
            Verdict.UNDETERMINED,
            *met,
            *unknown_rules()[:2],
            causes=WORK_PLAN_MISSING.causes + YEAR_UNPUBLISHED.causes,
        ),
        "not-applicable": with_verdict(
            Verdict.NOT_APPLICABLE,
            note=Text("仅适用于三类评价机构", "only for the three kinds of body"),
            subject=None,
        ),
        "ineligible-preferred": with_verdict(
            Verdict.INELIGIBLE, failing_rules()[0], preferential_rules()[2]
        ),
    }


def answer(value: Value, **changes: Any) -> Trace:
    """A decision that is a value."""
    bare: dict[str, Any] = {
        "decision": "filed_until",
        "title": Text("备案有效期至", "Filed until"),
        "kind": "value",
        "causes": value.causes if isinstance(value, Null) else (),
        "clauses": ("4/1",),
        "rules": (),
        "groups": (),
        "amendments": (),
        "note": None,
    }
    return replace(full_checklist(), verdict=None, value=value, **bare | changes)


def every_answer() -> dict[str, Trace]:
    """Decisions that are a value or a table."""
    offices = (
        ("city", Text("市级人力资源社会保障局", "City HRSS bureau")),
        ("province", Text("省人力资源社会保障厅", "Provincial HRSS department")),
        ("office", Text("受理部门", "Accepted by")),
        ("term", Text("期限", "Term")),
    )
    rows = (
        RowTrace(1, FAIL, ("3",)),
        RowTrace(2, PASS, ("2", "1/2"), Text("省级渠道", "through the province")),
        RowTrace(3, UNKNOWN, ()),
    )
    routed: dict[str, Any] = {
        "kind": "table",
        "decision": "accepted_by",
        "title": Text("受理部门", "Accepted by"),
        "clauses": (),
        "rows": rows,
        "value_labels": offices,
    }
    dated = Step(
        "filing.filed_on + filing_term",
        Date(2023, 2, 28),
        (Step("filing.filed_on", Date(2020, 2, 29)), Step("filing_term", MonthsDuration(36))),
    )
    return {
        "date": answer(Date(2023, 2, 28), step=dated),
        "number": answer(number("1"), unit="person"),
        "list": answer(("city", "province"), value_labels=offices),
        "no-items": answer(()),
        "missing": answer(missing("filing.filed_on", Text("备案日期", "Filed on"))),
        "unpublished": answer(YEAR_UNPUBLISHED),
        "nothing": answer(NULL),
        "table": answer("province", **routed),
        "table-context": answer({"office": "city", "term": MonthsDuration(36)}, **routed),
        "table-none": answer(NO_ROUTE, **routed | {"rows": rows[:1]}),
    }


HOSTILE = "<script>alert(1)</script> | `a` *b* [x](javascript:y) & \"q\" 'r'\n\x1b[31mred\u202e end"


def hostile() -> Trace:
    """Labels that try to be more than words."""
    item = Item(
        "occupations[1]",
        HOSTILE,
        FAIL,
        (finding(HOSTILE, FAIL, HOSTILE, (HOSTILE, HOSTILE)), finding("b", FAIL, False, True)),
        (Cause(CauseKind.MISSING_FACT, Text(HOSTILE, HOSTILE), HOSTILE),),
        note=Text(HOSTILE, HOSTILE),
        step=Step(HOSTILE, HOSTILE, (Step(HOSTILE, NULL),)),
    )
    waived = replace(item, status=PASS, waiver=HOSTILE)
    nasty = rule(
        "nasty", HOSTILE, HOSTILE, FAIL, "a b", (item, waived), note=Text(HOSTILE, HOSTILE)
    )
    return replace(
        with_verdict(Verdict.INELIGIBLE, replace(nasty, clauses=(HOSTILE,)), subject=HOSTILE),
        title=Text(HOSTILE, HOSTILE),
        policy_title=Text(HOSTILE, HOSTILE),
        document=HOSTILE,
        causes=item.causes,
        note=Text(HOSTILE, HOSTILE),
        amendments=(Amendment("rule_added", HOSTILE, None, HOSTILE, HOSTILE),),
        step=item.step,
    )
