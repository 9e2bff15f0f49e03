"""Fitted weights (vægte): of the signals that rank evidence, and of those that judge it.

Made by `tests/tuning/fit_weights.py`, which also says by cross-validation what they give.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "coverage": -0.041,
    "context": 0.282,
    "beyond": -0.033,
    "similarity": 0.358,
    "alone": 0.093,
    "item": 0.249,
    "item_coverage": 0.103,
    "title": 0.119,
    "fits": 0.337,
    "lacks": -0.092,
    "dated": 0.039,
    "decision_asked": 0.394,
    "decision": 0.101,
    "recommendation": -0.149,
    "attachment": -0.160,
    "occasion": -0.138,
    "section": 0.237,
    "timely": 0.059,
    "own_body": 0.078,
    "short": -0.018,
    "listed": 0.077,
    "soft": 0.064,
    "soft_beyond": 0.148,
    "soft_item": 0.305,
    "focus": 0.008,
    "focus_lacks": -0.020,
    "names": 0.034,
    "names_lack": -0.147,
    "adopted": -0.056,
    "counted": 0.070,
    "enumerates": 0.075,
    "gap": -0.023,
    "gap_item": -0.086,
    "undated": -0.207,
}

JUDGING: dict[str, float] = {
    "margin": 0.82,
    "item": 2.18,
    "soft_item": 1.72,
    "names_lack": -1.14,
    "decision_asked": -0.31,
    "valued_beyond": -0.75,
    "focus": -0.34,
    "lacks": -1.20,
    "aside": 0.95,
}
JUDGING_BIAS = -1.86
