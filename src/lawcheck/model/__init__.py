"""What the field talks about, as frozen data: checklists, evidence, scorecards, exact numbers, texts in two languages, errors.

The contracts of everything that can be plugged in stand here too: `indicator.Rule`, `scoring_method.Aggregation`,
`raw_tables.Reader`, `sheet_grid.GridReader`, `writer.Writer`, `engine.Engine`. No module here reads a file or scores anything.

Imports nothing of lawcheck.
"""
