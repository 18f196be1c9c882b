"""Files in and out: sheets, headers, mapping, import and export jobs."""
