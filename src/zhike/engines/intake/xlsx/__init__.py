"""Reading .xlsx as a stream: rows in constant memory, nothing unpacked to disk, nothing taken on trust."""
