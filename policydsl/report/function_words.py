"""How calls of the functions that policies use read in words; `{0}`, `{1}` are the arguments.

A function that is not here reads as it is written: `floor(x)`.
"""

from __future__ import annotations

from policydsl.text.diagnostic import Text

FUNCTION_WORDS: dict[tuple[str, int], Text] = {
    ("is stated", 1): Text("{0} 已填报", "{0} is stated"),
    ("count", 1): Text("{0}的个数", "the number of {0}"),
    ("sum", 1): Text("{0}的合计", "the sum of {0}"),
    ("min", 1): Text("{0}中的最小值", "the smallest of {0}"),
    ("max", 1): Text("{0}中的最大值", "the largest of {0}"),
    ("mean", 1): Text("{0}的平均值", "the mean of {0}"),
    ("abs", 1): Text("{0}的绝对值", "the size of {0}"),
    ("list contains", 2): Text("{0}中有{1}", "{0} has {1}"),
    ("distinct values", 1): Text("{0}中不重复的值", "the distinct values of {0}"),
    ("all", 1): Text("{0}全部成立", "all of {0} hold"),
    ("any", 1): Text("{0}至少一项成立", "any of {0} holds"),
    ("date in year", 2): Text("{0}的{1}", "{1} of {0}"),
    ("is working day", 1): Text("{0}是工作日", "{0} is a working day"),
    ("working days after", 2): Text("{0}之后 {1}", "{1} after {0}"),
    ("working days before", 2): Text("{0}之前 {1}", "{1} before {0}"),
    ("working days between", 2): Text(
        "{0}之后至{1}的工作日数", "the working days after {0} up to {1}"
    ),
    ("years and months duration", 2): Text(
        "自{0}至{1}的年月", "the years and months from {0} to {1}"
    ),
}
# Said once: an argument in working days says it already.
COUNTED_IN_WORKING_DAYS = {"working days after", "working days before"}
WORKING_DAYS = Text("工作日", "working day")
COUNTING = Text("{0}（按工作日计）", "{0} (counting working days)")
PROPERTY_WORDS = {
    "year": Text("年份", "year"),
    "month": Text("月份", "month"),
    "day": Text("日", "day"),
    "weekday": Text("星期", "weekday"),
    "years": Text("年数", "years"),
    "months": Text("月数", "months"),
    "days": Text("天数", "days"),
}
PROPERTY = Text("{0}的{1}", "the {1} of {0}")
NOT = Text("并非（{0}）", "not ({0})")
AND = Text("且", "and")
OR = Text("或", "or")
IS_ONE_OF = Text("{0} 是下列之一：{1}", "{0} is one of {1}")
IN_LIST = Text("{0} 属于 {1}", "{0} is in {1}")
BETWEEN = Text("{0} 在 {1} 与 {2} 之间（含两端）", "{0} is between {1} and {2}, both included")
IF = Text("若 {0}，则 {1}；否则 {2}", "if {0}, then {1}; otherwise {2}")
SOME = Text("{domain}中至少有一项{named}满足：{test}", "some {name} in {domain}: {test}")
EVERY = Text("{domain}中每一项{named}都满足：{test}", "every {name} in {domain}: {test}")
FOR = Text("{domain}中每一项{named}的：{test}", "for each {name} in {domain}: {test}")
NAMED = Text("（称“{name}”）", "")
UP_TO = Text("{0}至{1}", "{0} to {1}")
FILTERED = Text("{0}（其中 {1}）", "{0} (those where {1})")
ANYTHING = Text("任意", "anything")
EMPTY = Text("空值", "nothing")
