"""The pages of the built-in types pass the suite that authors of types are given."""

import pytest

from lawcheck.registry.loading import load_plugins
from lawcheck.testing import DocumentationSuite

SHARE = "{kind: rate, written_as: percent}"
DAY = "{kind: date, may_be_never: true}"
DECLARES = {
    "yes_no": "facts: {has_yearly_plan: yes_no}",
    "tiers": "facts: {own_unit: yes_no, legal_staff: count, responsible_unit: yes_no}",
    "count_target": "facts: {study_sessions: count}",
    "rate": "registers: {hearings: {label: 应诉, columns: {no: text, head_appeared: yes_no}},"
    " judgments: {label: 裁判, columns: {no: text, lost: yes_no}}}",
    "bands": f"facts: {{appearance_rate: {SHARE}, lost_rate: {SHARE}}}",
    "scale": f"facts: {{satisfaction: {SHARE}}}",
    "all_of": f"facts: {{filed_share: {SHARE}, in_time_share: {SHARE}, in_form_share: {SHARE}}}",
    "incidents": "facts: {corrected_documents: count, revoked_decisions: count}\n"
    "registers: {documents: {label: 文件, columns: {no: text, reviewed: yes_no}},"
    " visits: {label: 信访, columns: {no: text, repeated: yes_no}}}",
    "deadline": f"facts: {{report_published_on: {DAY}}}\n"
    f"registers: {{documents: {{label: 文件, columns: {{no: text, kind: text, issued_on: date, filed_on: {DAY}}}}}}}",
    "judged": "facts: {true_complaints: count}\n"
    "registers: {findings: {label: 检查, columns: {no: text, kind: text, taken_off: amount}}}",
    "stepped_bonus": f"facts: {{share_finished_early: {SHARE}}}",
    "awards": "registers: {commendations: {label: 表彰, columns: {no: text, level: {kind: text, choices: [国家级, 省级, 市级]},"
    " matter: text, awarded_on: date}}}",
    "change": "facts: {lost_cases: count, lost_cases_last_year: count, "
    f"satisfaction: {SHARE}, satisfaction_last_year: {SHARE}}}",
    "composite": "facts: {daily_score: {kind: amount, most: 50}, yearly_score: {kind: amount, most: 100}}",
    "peer_average": "facts: {complaints: {kind: count, least: 1}}",
    "peer_scale": "facts: {coverage: amount}",
    "rank_points": "facts: {inspection_score: amount}",
    "parts": "facts: {has_study_rules: yes_no, study_sessions: count}",
}
TYPES = load_plugins(only=()).indicator_types


@pytest.fixture(params=TYPES)
def suite(request):
    class Suite(DocumentationSuite):
        cls = TYPES[request.param].load()
        declares = DECLARES[request.param]

    return Suite()


@pytest.mark.parametrize(
    "check", [name for name in dir(DocumentationSuite) if name.startswith("test_")]
)
def test_the_page_of_every_built_in_type(suite, check):
    getattr(suite, check)()
