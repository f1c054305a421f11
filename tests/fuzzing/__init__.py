"""Fuzzers: each takes any bytes at all, gives them to a reader of ours, and lets a refusal pass.

`table.py` says which fuzzer attacks which module; `run.py` lets atheris drive one of them.
"""
