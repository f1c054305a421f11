import subprocess
import sys

PROGRAMME = """
import highspy
from benkan.methods.solving import QuietHighs
solver = QuietHighs()
solver.addVar(0.0, 7.0)
solver.changeColCost(0, -1.0)
solver.run()
assert solver.getInfo().objective_function_value == -7.0
"""


def test_the_solver_says_nothing() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAMME], capture_output=True, check=True)

    assert (done.stdout, done.stderr) == (b"", b"")
