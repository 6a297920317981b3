"""Excel workbooks: a form to fill in, read back; results with what fails marked in its cell.

`xlsxwriter` and `openpyxl` are imported here and nowhere else.
"""
