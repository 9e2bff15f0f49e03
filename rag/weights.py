"""Fitted weights (vægte): of the signals that rank evidence, and of those that judge it.

Made by `tests/tuning/fit_weights.py`, which also says by cross-validation what they give.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "coverage": 0.007,
    "context": 0.280,
    "beyond": -0.001,
    "similarity": 0.334,
    "alone": 0.029,
    "item": 0.222,
    "item_coverage": 0.118,
    "title": 0.126,
    "fits": 0.323,
    "lacks": -0.065,
    "dated": 0.051,
    "decision_asked": 0.388,
    "decision": 0.094,
    "recommendation": -0.154,
    "attachment": -0.162,
    "occasion": -0.138,
    "section": 0.232,
    "timely": 0.034,
    "own_body": 0.096,
    "short": -0.019,
    "listed": 0.076,
    "soft": 0.074,
    "soft_beyond": 0.137,
    "soft_item": 0.302,
    "focus": -0.058,
    "focus_lacks": -0.039,
    "names": 0.023,
    "names_lack": -0.130,
    "adopted": -0.057,
    "counted": 0.087,
    "enumerates": 0.051,
    "gap": 0.011,
    "gap_item": -0.057,
    "undated": -0.222,
}

JUDGING: dict[str, float] = {
    "margin": 0.89,
    "similarity": 0.54,
    "item": 1.67,
    "item_coverage": 0.44,
    "title": 0.72,
    "soft_item": 1.18,
    "context": 0.07,
    "names_lack": -1.18,
    "decision_asked": -0.44,
    "valued_coverage": -0.77,
    "valued_beyond": -0.63,
}
JUDGING_BIAS = -1.64
