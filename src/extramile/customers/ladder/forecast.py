"""The parameters of BG/NBD from many customers' histories, and what it expects of them.

A program of its own (`ladder.learning` runs it): NumPy and SciPy would take as much memory as the desk itself.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

import numpy as np
import orjson
from scipy.optimize import minimize
from scipy.special import gammaln, hyp2f1

from extramile.customers.ladder.alive import History, Parameters, alive

Array = Any
_START = (0.0, 0.0, 0.0, 0.0)


class NothingToLearn(ValueError):
    """Too few customers bought again: the four parameters cannot be told apart."""


def log_likelihood(parameters: Parameters, histories: Sequence[History]) -> float:
    """The natural logarithm of how likely these histories are (equation 6 of the paper)."""
    return _log_likelihood(np.log(_four(parameters)), _columns(histories))


def fit(histories: Sequence[History]) -> Parameters:
    """The parameters under which these histories are most likely. Raises NothingToLearn."""
    columns = _columns(histories)
    if len(histories) < 2 or not columns.repeats.any():
        raise NothingToLearn
    n = len(histories)

    def cost(logs: Array) -> float:
        return -_log_likelihood(logs, columns) / n

    # The gradient method comes near in a few steps; the simplex, which needs no gradient, makes the last decimals sure.
    near = minimize(cost, _START, method="L-BFGS-B", bounds=[(-12.0, 12.0)] * 4)
    found = minimize(cost, near.x, method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-12, "maxiter": 4000})
    if not np.isfinite(found.fun):
        raise NothingToLearn
    return Parameters(*(float(value) for value in np.exp(found.x)))


def expected(parameters: Parameters, weeks: float) -> float:
    """Purchases after the first that a customer of whom nothing is known makes in `weeks` (equation 9)."""
    r, alpha, a, b = _four(parameters)
    ratio = weeks / (alpha + weeks)
    kept = (alpha / (alpha + weeks)) ** r * hyp2f1(r, b, a + b - 1, ratio)
    return float((a + b - 1) / (a - 1) * (1 - kept))


def ahead(parameters: Parameters, one: History, weeks: float) -> float:
    """Purchases that this customer makes in the next `weeks` (equation 10)."""
    r, alpha, a, b = _four(parameters)
    x, whole = one.repeats, alpha + one.age
    kept = (whole / (whole + weeks)) ** (r + x) * hyp2f1(r + x, b + x, a + b + x - 1, weeks / (whole + weeks))
    return float((a + b + x - 1) / (a - 1) * (1 - kept) * alive(parameters, one))


def _four(parameters: Parameters) -> tuple[float, float, float, float]:
    return parameters.r, parameters.alpha, parameters.a, parameters.b


class _Columns(NamedTuple):
    """Histories that differ, one in each place, and how many customers have each; `few` are the numbers of repeats that
    there are, and `which` says for each history which of these is its own."""

    repeats: Array
    last: Array
    age: Array
    times: Array
    few: Array
    which: Array


def _columns(histories: Sequence[History]) -> _Columns:
    table = np.array([(one.repeats, one.last, one.age) for one in histories], dtype=float).reshape(-1, 3)
    # Most buy once, and many on the same days: what is the same is counted, and worked out once.
    rows, times = np.unique(table, axis=0, return_counts=True)
    few, which = np.unique(rows[:, 0], return_inverse=True)
    return _Columns(rows[:, 0], rows[:, 1], rows[:, 2], times, few, which.reshape(-1))


def _log_likelihood(logs: Array, columns: _Columns) -> float:
    r, alpha, a, b = np.exp(logs)
    few, pace = columns.few, r + columns.repeats
    buying = gammaln(r + few) - gammaln(r) + r * np.log(alpha)
    staying = gammaln(a + b) + gammaln(b + few) - gammaln(b) - gammaln(a + b + few)
    leaving = np.where(few > 0, np.log(a) - np.log(b + np.maximum(few, 1) - 1), -np.inf)
    still = -pace * np.log(alpha + columns.age)
    left = leaving[columns.which] - pace * np.log(alpha + columns.last)
    each = (buying + staying)[columns.which] + np.logaddexp(still, left)
    return float(columns.times @ each)


def main() -> None:
    """Histories as JSON on standard input (`[[repeats, last, age], …]`), parameters as JSON, or null, on its output."""
    histories = [History(*one) for one in orjson.loads(sys.stdin.buffer.read())]
    try:
        found = asdict(fit(histories))
    except NothingToLearn:
        found = None
    sys.stdout.buffer.write(orjson.dumps(found))


if __name__ == "__main__":
    main()
