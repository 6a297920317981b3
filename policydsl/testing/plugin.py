"""A pytest plugin: each case of `*.cases.yaml` is a test of its own, named as the case is.

It does nothing until asked: it collects case files that stand on the command line, and those in
the folders that the ini option `policydsl_cases` names. Nothing else of the package is loaded
before there is a case to read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from policydsl.analysis.case_runs import CaseRun
    from policydsl.analysis.ready_cases import ReadyCase
    from policydsl.policy.library import Library
    from policydsl.text.diagnostic import Language

ENDING = ".cases.yaml"
FOLDERS, LANGUAGE = "policydsl_cases", "policydsl_language"
_library = pytest.StashKey["Library"]()


class CaseMismatchError(Exception):
    """A case of which something came out otherwise than expected."""

    def __init__(self, run: CaseRun) -> None:
        self.run = run
        super().__init__(run.name.en)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini(
        FOLDERS,
        "folders whose *.cases.yaml are tests; without paths on the command line they are "
        "looked through as testpaths are",
        type="paths",
        default=[],
    )
    parser.addini(LANGUAGE, "the language of reports of cases: zh or en", default="zh")


def pytest_configure(config: pytest.Config) -> None:
    if config.args_source is pytest.Config.ArgsSource.ARGS:
        return
    asked = [(config.invocation_params.dir / each).resolve() for each in config.args]
    for folder in config.getini(FOLDERS):
        if not any(folder.resolve().is_relative_to(each) for each in asked):
            config.args.append(str(folder))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CasesFile | None:
    if not file_path.name.endswith(ENDING):
        return None
    folders: Iterable[Path] = parent.config.getini(FOLDERS)
    if parent.session.isinitpath(file_path) or any(map(file_path.is_relative_to, folders)):
        file: CasesFile = CasesFile.from_parent(parent, path=file_path)
        return file
    return None


class CasesFile(pytest.File):
    """A file of cases, about the version of a policy that it lies beside."""

    _ready: tuple[ReadyCase, ...] | None = None

    def collect(self) -> Iterable[CaseItem]:
        from policydsl.policy.case_files.cases import read_case_file
        from policydsl.text.diagnostic import DiagnosticError
        from policydsl.text.render import render_all

        try:
            cases = read_case_file(self.shown).cases
        except DiagnosticError as error:
            raise self.CollectError(render_all(error.diagnostics)) from None
        language = _language(self.config)
        for index, case in enumerate(cases):
            name = case.name.in_language(language)
            item: CaseItem = CaseItem.from_parent(self, name=name, index=index)
            line, _ = case.place.outermost().source.position(case.place.outermost().span.start)
            item.line = line
            item.extra_keyword_matches.update((case.name.zh, case.name.en))
            yield item

    def ready(self) -> tuple[ReadyCase, ...]:
        """The cases with their facts and programs, read once. Raises PolicyError, FactsError."""
        from policydsl.analysis.ready_cases import ready_cases

        if self._ready is None:
            policy = self.shown.with_name(self.path.name.split(".")[0] + ".yaml")
            library = _opened(self.config)
            self._ready = tuple(ready_cases(library, policy, (self.shown,)))
        return self._ready

    @property
    def shown(self) -> Path:
        """The file as reports name it: from where one is."""
        here = Path.cwd()
        return self.path.relative_to(here) if self.path.is_relative_to(here) else self.path


class CaseItem(pytest.Item):
    """One case."""

    line = 1

    def __init__(self, *, index: int, **rest: Any) -> None:
        super().__init__(**rest)
        self.index = index

    def runtest(self) -> None:
        from policydsl.analysis.case_runs import run_case

        assert isinstance(self.parent, CasesFile)
        run, _ = run_case(self.parent.ready()[self.index])
        if run.mismatches:
            raise CaseMismatchError(run)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The report of `policydsl test`, or the diagnostics of files that cannot be used."""
        from policydsl.report.cases_report import case_to_text
        from policydsl.text.diagnostic import DiagnosticError
        from policydsl.text.render import render_all

        match excinfo.value:
            case CaseMismatchError(run=run):
                return case_to_text(run, _language(self.config))
            case DiagnosticError(diagnostics=diagnostics):
                return render_all(diagnostics)
            case _:
                return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        return self.path, self.line - 1, self.name


def _language(config: pytest.Config) -> Language:
    return "en" if config.getini(LANGUAGE) == "en" else "zh"


def _opened(config: pytest.Config) -> Library:
    """The library that all case files share, so that each policy is read once."""
    from policydsl.policy.library import Library

    if _library not in config.stash:
        config.stash[_library] = Library.open()
    return config.stash[_library]
