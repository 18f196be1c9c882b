"""Who may do what: tenants, people, departments, roles, sign-in, API tokens. What the kernel gets of it is an Actor."""
