"""The API through HTTP, on the real database, each test with a company of its own where it needs one."""
