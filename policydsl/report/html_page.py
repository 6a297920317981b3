"""One self-contained HTML page: no script, no other file; reads on a screen and prints on A4."""

from __future__ import annotations

from policydsl.report.escaping import html_text
from policydsl.text.diagnostic import Language

# Colour never carries meaning alone: every status also has a sign and a word.
STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px 20px 40px; max-width: 1080px; color: #1f2328; background: #fff;
  font: 15px/1.6 system-ui, -apple-system, "Segoe UI", "Noto Sans CJK SC", "Source Han Sans SC",
  "PingFang SC", "Microsoft YaHei", sans-serif; font-variant-numeric: tabular-nums; }
h1 { font-size: 24px; line-height: 1.35; margin: 0 0 10px; }
h2 { font-size: 19px; margin: 32px 0 8px; }
h3 { font-size: 16px; margin: 22px 0 6px; }
p { margin: 6px 0; }
ul { margin: 6px 0; padding-left: 22px; }
code { font: 12.5px/1.5 ui-monospace, "SF Mono", Consolas, "Noto Sans Mono CJK SC", monospace;
  overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 14px; margin: 6px 0; }
dl.head { grid-template-columns: max-content 1fr max-content 1fr; margin: 0; padding: 10px 0;
  border-top: 2px solid #1f2328; border-bottom: 1px solid #d0d7de; }
dt { color: #57606a; } dd { margin: 0; overflow-wrap: anywhere; }
.verdict { display: inline-block; margin: 2px 0 8px; padding: 6px 18px; font-size: 20px;
  font-weight: 700; border: 2px solid currentColor; border-radius: 6px; }
.quiet, .note { color: #57606a; }
.note { font-size: .9em; }
.tag { display: inline-block; margin-left: 6px; padding: 0 6px; font-size: .82em; color: #57606a;
  border: 1px solid #d0d7de; border-radius: 9px; white-space: nowrap; }
table { width: 100%; border-collapse: collapse; margin: 8px 0 14px; font-size: 14px; }
th, td { padding: 5px 8px; text-align: left; vertical-align: top; border: 1px solid #d0d7de;
  overflow-wrap: break-word; }
thead th { background: #f6f8fa; } td.short { white-space: nowrap; } td.long { min-width: 7em; }
tr.section th { background: #eef1f4; border-top: 2px solid currentColor; }
td.title { min-width: 9em; } td.item { min-width: 11em; } td.figure { min-width: 5em; }
td.remarks { min-width: 11em; } td.clauses { min-width: 5em; }
td.item, td.remarks { overflow-wrap: anywhere; }
td.figure, td.clauses { word-break: keep-all; max-width: 14em; }
td.result { font-weight: 600; min-width: 5.5em; }
.fail { color: #a40e26; } .unknown { color: #7d4e00; } .pass { color: #116329; }
.waived { color: #0b5a75; } .skip { color: #57606a; } .value { color: #0a4a9e; }
details { margin: 3px 0 3px 4px; } details details, details .step { margin-left: 18px; }
summary { cursor: pointer; }
ol.entries { padding-left: 30px; } ol.entries li { margin: 8px 0; break-inside: avoid; }
ol.entries .line { margin-left: 2px; overflow-wrap: anywhere; }
ol.entries .name { color: #57606a; }
footer { margin-top: 30px; padding-top: 8px; border-top: 1px solid #d0d7de; font-size: 12px;
  color: #57606a; overflow-wrap: anywhere; }
footer p { margin: 2px 0; }
@media (max-width: 640px) {
  dl.head { grid-template-columns: max-content 1fr; }
  .wide { overflow-x: auto; }
}
@page { size: A4; margin: 16mm 14mm 18mm;
  @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt; color: #57606a; } }
@media print {
  body { padding: 0; max-width: none; font-size: 10pt; line-height: 1.45; }
  h1 { font-size: 16pt; } h2 { font-size: 13pt; } h3 { font-size: 11pt; }
  table { font-size: 8.5pt; } th, td { padding: 3px 5px; } code { font-size: 7.5pt; }
  td.title { min-width: 10em; } td.item, td.remarks { min-width: 9.5em; }
  thead { display: table-header-group; }
  tr, .verdict, dl.head { break-inside: avoid; }
  h1, h2, h3, tr.section { break-after: avoid; }
  details::details-content { content-visibility: visible; height: auto; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
""".strip()

_LANGUAGE_TAGS: dict[Language, str] = {"zh": "zh-CN", "en": "en"}


def html_page(title: str, body: str, language: Language) -> str:
    """The page around `body`, which is HTML; `title` is plain text."""
    return f"""<!DOCTYPE html>
<html lang="{_LANGUAGE_TAGS[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{html_text(title)}</title>
<style>
{STYLE}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def element(name: str, text: str, css: str = "") -> str:
    """An element that holds plain text; "" where there is none."""
    if not text:
        return ""
    attribute = f' class="{css}"' if css else ""
    return f"<{name}{attribute}>{html_text(text)}</{name}>"


def bullets(texts: tuple[str, ...]) -> str:
    """A list of plain texts."""
    return "<ul>\n" + "\n".join(element("li", text) for text in texts) + "\n</ul>"
