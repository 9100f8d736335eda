"""Sheets: tables that people bring and take away, as CSV and XLSX, bounded and without formulas."""
