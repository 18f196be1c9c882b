"""Reading OpenDocument spreadsheets (.ods) as a stream, in constant memory whatever they say is repeated."""
