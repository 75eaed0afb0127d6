"""Scorecards and analyses as workbooks and as official documents.

`score_rows` and `problem_rows` say what stands in a score sheet and in a list of problems.
`sheets` writes rows into a workbook, `outline_sheets` writes outlines, and `excel` is the format
`xlsx`.
"""
