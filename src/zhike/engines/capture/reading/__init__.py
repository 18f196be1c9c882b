"""What a text tells of a person or a company, by rules alone: nothing leaves the server.

`read.read` gives findings, each with its role, where it stands and how sure it is. It knows no object and no field.
"""
