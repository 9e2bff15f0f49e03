"""Fitted weights (vægte): of the signals that rank evidence, and of those that judge it.

Made by `tests/tuning/fit_weights.py`, which also says by cross-validation what they give.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "coverage": -0.022,
    "context": 0.312,
    "beyond": -0.001,
    "similarity": 0.264,
    "alone": 0.063,
    "item": 0.185,
    "item_coverage": 0.126,
    "title": 0.192,
    "fits": 0.103,
    "lacks": -0.103,
    "dated": 0.169,
    "decision_asked": 0.366,
    "decision": 0.070,
    "recommendation": -0.152,
    "attachment": -0.147,
    "occasion": -0.111,
    "section": 0.237,
    "timely": 0.155,
    "own_body": 0.126,
    "short": -0.027,
    "listed": 0.037,
    "soft": 0.066,
    "soft_beyond": 0.171,
    "soft_item": 0.283,
    "focus": -0.084,
    "focus_lacks": -0.048,
    "names": 0.042,
    "names_lack": -0.162,
}

JUDGING: dict[str, float] = {
    "coverage": -0.58,
    "context": 0.29,
    "beyond": -0.42,
    "similarity": 0.19,
    "alone": 0.43,
    "item": 0.25,
    "item_coverage": 1.29,
    "title": 2.88,
    "fits": -0.07,
    "lacks": -0.30,
    "near": -0.77,
    "known": -0.68,
    "missing": 0.62,
    "few": -0.40,
    "foreign": -1.08,
    "decision_asked": -0.03,
    "soft": 0.76,
    "soft_beyond": -1.44,
    "soft_item": 3.05,
    "focus": -0.89,
    "focus_lacks": -0.66,
    "names": 0.06,
    "names_lack": -0.69,
}
JUDGING_BIAS = -1.25
