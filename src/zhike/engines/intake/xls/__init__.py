"""Reading .xls of Excel 95 to 2003 (BIFF5 to BIFF8) as a stream, as suspicious as the reader of .xlsx."""
