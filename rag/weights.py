"""Fitted weights (vægte): of the signals that rank evidence, and of those that judge it.

Made by `tests/tuning/fit_weights.py`, which also says by cross-validation what they give.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "coverage": 0.003,
    "context": 0.324,
    "beyond": 0.008,
    "similarity": 0.269,
    "alone": 0.047,
    "item": 0.208,
    "item_coverage": 0.120,
    "title": 0.173,
    "fits": 0.127,
    "lacks": -0.127,
    "dated": 0.133,
    "decision_asked": 0.391,
    "decision": 0.082,
    "recommendation": -0.147,
    "attachment": -0.144,
    "occasion": -0.097,
    "section": 0.237,
    "timely": 0.166,
    "own_body": 0.122,
    "short": -0.020,
    "listed": 0.040,
    "soft": 0.062,
    "soft_beyond": 0.136,
    "soft_item": 0.325,
    "focus": -0.085,
    "focus_lacks": -0.055,
    "names": 0.020,
    "names_lack": -0.178,
}

JUDGING: dict[str, float] = {
    "coverage": -0.26,
    "context": 0.49,
    "beyond": -0.50,
    "similarity": 0.58,
    "alone": 0.30,
    "item": 0.49,
    "item_coverage": 0.82,
    "title": 1.39,
    "fits": -0.16,
    "lacks": -0.34,
    "near": 0.06,
    "known": -0.09,
    "missing": 0.26,
    "few": -0.14,
    "foreign": -0.23,
    "decision_asked": -0.13,
    "soft": 0.16,
    "soft_beyond": -0.48,
    "soft_item": 1.55,
    "focus": -0.52,
    "focus_lacks": -0.20,
    "names": -0.13,
    "names_lack": -0.55,
}
JUDGING_BIAS = -1.43
