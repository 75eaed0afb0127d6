"""Forms: workbooks that are made from a checklist, filled in by people, and read again.

`book` writes a form, a sheet at a time with `cover` and `sheets`; `questions` says what each cell
asks for, `checks` what may be typed into it, `styles` how it looks. `about` is the hidden sheet,
which says what stands where; `reading` follows it.
"""
