"""Holds the days of random recurrence rules against those of python-dateutil.

    compare.py PROGRAM [RULES] [SEED]      PROGRAM is the example `recur` of crates/wire

What is left out here, because dateutil departs from RFC 5545 in it:
- days of the week with and without a number in one rule (it takes what both name, the standard what either names);
- BYSETPOS in a week of which the first day of all is not the first (it counts from there on).
"""

import datetime as calendar
import random
import subprocess
import sys
from datetime import datetime, timedelta
from itertools import islice

from dateutil.rrule import rrulestr

# So far it looks for a day that there may not be.
calendar.MAXYEAR = 2045

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
MOST = 40


def some(dice, values, most):
    return sorted(dice.sample(values, dice.randint(1, most)))


def make(dice):
    """A rule, its first day and the last that counts."""
    freq = dice.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    first = datetime(2024, 1, 1) + timedelta(days=dice.randint(0, 2000))
    parts = [f"FREQ={freq}"]
    if dice.random() < 0.5:
        parts.append(f"INTERVAL={dice.randint(1, 5)}")
    if dice.random() < 0.4:
        parts.append(f"BYMONTH={','.join(map(str, some(dice, range(1, 13), 11)))}")
    month_days = freq != "WEEKLY" and dice.random() < 0.3
    if month_days:
        days = [*range(1, 32), *range(-31, 0)]
        parts.append(f"BYMONTHDAY={','.join(map(str, some(dice, days, 6)))}")
    week_days = dice.random() < 0.6
    if week_days:
        names = some(dice, DAYS, 4)
        if freq in ("MONTHLY", "YEARLY") and dice.random() < 0.6:
            most = 5 if freq == "MONTHLY" or any(part.startswith("BYMONTH=") for part in parts) else 53
            names = [f"{dice.choice([*range(1, most + 1), *range(-most, 0)])}{name}" for name in names]
        parts.append(f"BYDAY={','.join(names)}")
    start = dice.choice(DAYS) if dice.random() < 0.3 else "MO"
    if start != "MO":
        parts.append(f"WKST={start}")
    if (week_days or month_days) and dice.random() < 0.25:
        parts.append(f"BYSETPOS={','.join(map(str, some(dice, [1, 2, 3, -1, -2], 2)))}")
        if freq == "WEEKLY":
            first -= timedelta(days=(first.weekday() - DAYS.index(start)) % 7)
    end = dice.random()
    if end < 0.3:
        parts.append(f"COUNT={dice.randint(1, 60)}")
    elif end < 0.6:
        parts.append(f"UNTIL={first + timedelta(days=dice.randint(0, 4000)):%Y%m%d}")
    return ";".join(parts), first, first + timedelta(days=366 * 12)


def theirs(rule, first, last):
    days = islice(rrulestr(rule, dtstart=first), MOST)
    return ",".join(f"{day:%Y%m%d}" for day in days if day <= last)


def main():
    program, count, seed = sys.argv[1], int((sys.argv[2:] or ["10000"])[0]), int((sys.argv[3:] or ["5545"])[0])
    dice = random.Random(seed)
    cases = [make(dice) for _ in range(count)]
    lines = "".join(f"{rule}\t{first:%Y-%m-%d}\t{last:%Y-%m-%d}\t{MOST}\n" for rule, first, last in cases)
    ours = subprocess.run([program], input=lines, capture_output=True, text=True, check=False)
    print(ours.stderr, end="")
    failed = 0
    answers = ours.stdout.split("\n")
    for at, (rule, first, last) in enumerate(cases):
        wanted = theirs(rule, first, last)
        found = answers[at] if at < len(answers) else "nothing"
        if found != wanted:
            failed += 1
            if failed <= 5:
                print(f"{rule} from {first:%Y-%m-%d}\n  ours:   {found}\n  theirs: {wanted}")
    print(f"rules: {count - failed} passed, {failed} failed")
    return 1 if failed or ours.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
