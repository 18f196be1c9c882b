"""Measuring Zhike: what a company with a million customers feels, as a ratio to bare PostgreSQL in the same run.

One module a group of figures; `run` puts them in order. A server of its own is started by `zhike up`, with the settings
(and the durability) of production, and is asked over HTTP as any program would.
"""
