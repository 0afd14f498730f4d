"""A text of ours is there in every language of the briefing.

A text that is missing in one language would leave a hole, or be shown in the other, and readers of
the two would not read the same briefing. There is no fallback.

Wrong: `text: {en: Twelve ships were waiting.}` in a briefing with `languages: [en, ar]`.

Right: the same with `ar: كانت اثنتا عشرة سفينة تنتظر.`
"""

from __future__ import annotations

from hashiya.diagnostics import Severity

SEVERITY = Severity.ERROR
