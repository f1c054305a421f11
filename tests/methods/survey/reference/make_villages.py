"""Makes `villages.csv`: a small survey of two waves in the same villages, invented from end to end.

    python tests/methods/survey/reference/make_villages.py

Six regions, one of them with one village; 3 to 6 villages drawn in each; answers missing here and
there, as `NA` or empty; numbers with one decimal, so that many answers are equal.
"""

from pathlib import Path
from random import Random

REGIONS = {"Bandiagara": 5, "Kidal": 1, "Kita": 4, "Mopti": 6, "Segou": 4, "Sikasso": 3}
POPULATIONS = {"Bandiagara": 60, "Kidal": 9, "Kita": 41, "Mopti": 88, "Segou": 120, "Sikasso": 75}
HEAD = "person,region,village,weight,villages,wave,arm,sex,age,income,water,trust"


def rows(lots: Random) -> list[str]:
    made = [HEAD]
    for region, count in REGIONS.items():
        for village in range(1, count + 1):
            name, arm = f"{region[:2]}{village}", "treated" if village % 2 else "control"
            level = lots.gauss(40, 8)
            for wave in ("2026", "2027"):
                for _ in range(lots.randint(4, 7)):
                    grown = 6 * (wave == "2027") * (arm == "treated")
                    income = f"{max(level + grown + lots.gauss(0, 9), 0.5):.1f}"
                    water = "yes" if lots.random() < 0.35 + 0.2 * (arm == "treated") else "no"
                    trust = lots.choices(("none", "some", "full"), (2, 3, 2))[0]
                    weight = POPULATIONS[region] / count * lots.uniform(8, 14)
                    cells = [
                        str(len(made)),
                        region,
                        name,
                        f"{weight:.2f}",
                        str(POPULATIONS[region]),
                        wave,
                        arm,
                        lots.choice("FM"),
                        str(lots.randint(18, 80)),
                        "NA" if lots.random() < 0.06 else income,
                        "" if lots.random() < 0.05 else water,
                        "NA" if lots.random() < 0.05 else trust,
                    ]
                    made.append(",".join(cells))
    return made


if __name__ == "__main__":
    text = "\n".join(rows(Random(20261125))) + "\n"
    (Path(__file__).parent / "villages.csv").write_text(text, "utf-8")
