"""Reads calendars with a library of another language, as other people's programs do.

    read_calendar.py < FILE    prints name, and of each event what it says, times in UTC

By the calendar's own zones: what this machine knows of them is not asked.
"""

import datetime
import json
import sys

import icalendar

UTC = datetime.timezone.utc


def moment(event, name, zones):
    """The moment that a property means, by the rules that the calendar itself brings."""
    value, zone = event[name].dt, event[name].params.get("TZID")
    if zone:
        value = value.replace(tzinfo=zones[zone])
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
problems = [str(error) for part in calendar.walk() for error in part.errors]
zones = {str(zone["TZID"]): zone.to_tz(lookup_tzid=False) for zone in calendar.walk("VTIMEZONE")}
events = [
    {
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "status": str(event["STATUS"]),
        "summary": str(event["SUMMARY"]),
        "description": str(event["DESCRIPTION"]),
        "location": str(event["LOCATION"]),
        "url": str(event["URL"]),
        "zone": event["DTSTART"].params.get("TZID"),
        "starts": moment(event, "DTSTART", zones),
        "ends": moment(event, "DTEND", zones),
        "alarms": [int(alarm["TRIGGER"].dt.total_seconds()) for alarm in event.walk("VALARM")],
    }
    for event in calendar.walk("VEVENT")
]
print(json.dumps({"name": str(calendar.get("NAME", "")), "problems": problems, "events": events}))
