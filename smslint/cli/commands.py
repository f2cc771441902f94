"""The table of commands: a name, and what carries it out. Each module is loaded only when it is asked for."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


def _lint(params: Mapping[str, Any]) -> int:
    from smslint.cli.lint import lint

    return lint(params)


def _check(params: Mapping[str, Any]) -> int:
    from smslint.cli.check import check

    return check(params)


def _audit(params: Mapping[str, Any]) -> int:
    from smslint.cli.audit import audit

    return audit(params)


def _rules(params: Mapping[str, Any]) -> int:
    from smslint.cli.catalogue import rules

    return rules(params)


def _rule(params: Mapping[str, Any]) -> int:
    from smslint.cli.catalogue import rule

    return rule(params)


def _test(params: Mapping[str, Any]) -> int:
    from smslint.cli.samples import test

    return test(params)


def _demo(params: Mapping[str, Any]) -> int:
    from smslint.cli.demo import demo

    return demo(params)


def _eval(params: Mapping[str, Any]) -> int:
    from smslint.cli.evaluate import evaluate

    return evaluate(params)


def _docs(params: Mapping[str, Any]) -> int:
    from smslint.cli.docs import docs

    return docs(params)


def _diff(params: Mapping[str, Any]) -> int:
    from smslint.cli.diff import diff

    return diff(params)


def _weights(params: Mapping[str, Any]) -> int:
    from smslint.cli.weights import fit

    return fit(params)


COMMANDS: dict[str, Callable[[Mapping[str, Any]], int]] = {
    "lint": _lint,
    "check": _check,
    "audit": _audit,
    "rules": _rules,
    "rule": _rule,
    "test": _test,
    "demo": _demo,
    "eval": _eval,
    "weights": _weights,
    "diff": _diff,
    "docs": _docs,
}
