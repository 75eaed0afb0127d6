"""The domain model as frozen data: checklists, evidence, scorecards, numbers, texts, errors.

It also has the protocols of everything that plugins can add: `rule.Rule`,
`scoring_method.Aggregation`, `reader.Reader`, `sheet_grid.GridReader`, `writer.Writer`,
`engine.Engine`. No module here reads a file or scores anything.

Imports no other package of lawcheck.
"""
