"""Tests of how Zhike is put together, started and checked."""
