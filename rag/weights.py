"""Fitted weights (vægte): of the signals that rank evidence, and of those that judge it.

Made by `tests/tuning/fit_weights.py`, which also says by cross-validation what they give.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "coverage": -0.010,
    "context": 0.310,
    "beyond": -0.006,
    "similarity": 0.247,
    "alone": 0.055,
    "item": 0.200,
    "item_coverage": 0.147,
    "title": 0.191,
    "fits": 0.106,
    "lacks": -0.106,
    "dated": 0.168,
    "decision_asked": 0.369,
    "decision": 0.074,
    "recommendation": -0.152,
    "attachment": -0.147,
    "occasion": -0.109,
    "section": 0.238,
    "timely": 0.148,
    "own_body": 0.130,
    "short": -0.021,
    "listed": 0.040,
    "soft": 0.075,
    "soft_beyond": 0.161,
    "soft_item": 0.314,
    "focus": -0.080,
    "focus_lacks": -0.048,
    "names": 0.044,
    "names_lack": -0.157,
}

JUDGING: dict[str, float] = {
    "coverage": -0.60,
    "context": 0.42,
    "beyond": -0.41,
    "similarity": 0.03,
    "alone": 0.39,
    "item": 0.42,
    "item_coverage": 1.19,
    "title": 2.76,
    "fits": -0.05,
    "lacks": -0.36,
    "near": -0.69,
    "known": -0.66,
    "missing": 0.67,
    "few": -0.41,
    "foreign": -1.02,
    "decision_asked": -0.08,
    "soft": 0.84,
    "soft_beyond": -1.47,
    "soft_item": 3.09,
    "focus": -1.01,
    "focus_lacks": -0.64,
    "names": 0.05,
    "names_lack": -0.70,
}
JUDGING_BIAS = -1.30
