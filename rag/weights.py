"""Fitted weights (vægte): of the signals that rank evidence, and of those that judge it.

Made by `tests/tuning/fit_weights.py`, which also says by cross-validation what they give.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "coverage": 0.005,
    "context": 0.328,
    "beyond": 0.010,
    "similarity": 0.263,
    "alone": 0.055,
    "item": 0.217,
    "item_coverage": 0.121,
    "title": 0.178,
    "fits": 0.152,
    "lacks": -0.152,
    "dated": 0.148,
    "decision_asked": 0.393,
    "decision": 0.075,
    "recommendation": -0.146,
    "attachment": -0.146,
    "occasion": -0.093,
    "section": 0.233,
    "timely": 0.163,
    "own_body": 0.121,
    "short": -0.011,
    "listed": 0.040,
    "soft": 0.057,
    "soft_beyond": 0.137,
    "soft_item": 0.321,
    "focus": -0.086,
    "focus_lacks": -0.041,
    "names": 0.022,
    "names_lack": -0.177,
    "adopted": 0.0,
    "counted": 0.2,
    "enumerates": 0.1,
}

JUDGING: dict[str, float] = {
    "coverage": -0.19,
    "context": 0.56,
    "beyond": -0.42,
    "similarity": 0.44,
    "alone": 0.09,
    "item": 0.44,
    "item_coverage": 0.84,
    "title": 1.40,
    "fits": -0.12,
    "lacks": -0.31,
    "near": 0.23,
    "known": -0.11,
    "missing": 0.27,
    "few": -0.16,
    "foreign": -0.18,
    "decision_asked": -0.14,
    "soft": 0.11,
    "soft_beyond": -0.50,
    "soft_item": 1.56,
    "focus": -0.51,
    "focus_lacks": -0.15,
    "names": -0.15,
    "names_lack": -0.56,
}
JUDGING_BIAS = -1.46
