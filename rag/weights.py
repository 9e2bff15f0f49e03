"""Fitted weights (vægte): of the signals that rank evidence, and of those that judge it.

Made by `tests/tuning/fit_weights.py`, which also says by cross-validation what they give.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "coverage": 0.003,
    "context": 0.316,
    "beyond": 0.009,
    "similarity": 0.272,
    "alone": 0.046,
    "item": 0.211,
    "item_coverage": 0.118,
    "title": 0.174,
    "fits": 0.130,
    "lacks": -0.130,
    "dated": 0.131,
    "decision_asked": 0.390,
    "decision": 0.086,
    "recommendation": -0.146,
    "attachment": -0.143,
    "occasion": -0.097,
    "section": 0.237,
    "timely": 0.166,
    "own_body": 0.122,
    "short": -0.021,
    "listed": 0.039,
    "soft": 0.062,
    "soft_beyond": 0.135,
    "soft_item": 0.325,
    "focus": -0.083,
    "focus_lacks": -0.054,
    "names": 0.021,
    "names_lack": -0.182,
}

JUDGING: dict[str, float] = {
    "coverage": -0.25,
    "context": 0.46,
    "beyond": -0.46,
    "similarity": 0.47,
    "alone": 0.24,
    "item": 0.49,
    "item_coverage": 0.87,
    "title": 1.38,
    "fits": -0.14,
    "lacks": -0.33,
    "near": 0.03,
    "known": -0.07,
    "missing": 0.33,
    "few": -0.18,
    "foreign": -0.33,
    "decision_asked": -0.12,
    "soft": 0.16,
    "soft_beyond": -0.43,
    "soft_item": 1.58,
    "focus": -0.49,
    "focus_lacks": -0.17,
    "names": -0.13,
    "names_lack": -0.55,
}
JUDGING_BIAS = -1.47
