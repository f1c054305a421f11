"""Let atheris drive one fuzzer: `python -m tests.fuzzing.run <fuzzer> <corpus> [-max_total_time=60 …]`.

What it finds lies in the folder it was started in, as `crash-…`, `timeout-…` or `oom-…`; put it into
`tests/soak/corpus/<fuzzer>/` once it is mended, and it is tried for ever after.
"""

import os
import sys

import atheris
import django


def main() -> None:
    name = sys.argv.pop(1)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    with atheris.instrument_imports(include=["benkan", "tests.fuzzing"]):
        django.setup()
        from tests.fuzzing.table import FUZZERS
    atheris.Setup(sys.argv, FUZZERS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
