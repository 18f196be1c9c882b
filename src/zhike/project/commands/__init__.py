"""One module a command of `./zhike`; see `zhike.project.cli` for what such a module has."""
