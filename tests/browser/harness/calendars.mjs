// Calendars as other people's programs read them: by two libraries of other languages than ours.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { here } from './paths.mjs'

const python = join(here, '../api/.venv/bin/python')

/** What both of them say of a calendar, which has to be the same. */
export function readCalendar(text) {
  const one = byPython(text)
  assert.deepEqual(one.problems, [])
  const other = byScript(text)
  assert.deepEqual(other.events, one.events)
  assert.equal(other.name, one.name)
  return one
}

function byPython(text) {
  const { status, stdout, stderr } = spawnSync(python, [join(here, 'harness/read_calendar.py')], { input: text, encoding: 'utf8' })
  assert.equal(status, 0, stderr)
  return JSON.parse(stdout)
}

function byScript(text) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const utc = property => {
    const time = property.getFirstValue()
    const tzid = property.getParameter('tzid')
    if (tzid) {
      const zone = calendar.getAllSubcomponents('vtimezone').find(zone => zone.getFirstPropertyValue('tzid') === tzid)
      time.zone = new ICAL.Timezone({ tzid, component: zone })
    }
    return new Date(time.toUnixTime() * 1000).toISOString().replace('.000Z', 'Z')
  }
  const events = calendar.getAllSubcomponents('vevent').map(event => {
    const says = name => event.getFirstPropertyValue(name)
    return {
      uid: says('uid'),
      sequence: says('sequence'),
      status: says('status'),
      summary: says('summary'),
      description: says('description'),
      location: says('location'),
      url: says('url'),
      zone: event.getFirstProperty('dtstart').getParameter('tzid') ?? null,
      starts: utc(event.getFirstProperty('dtstart')),
      ends: utc(event.getFirstProperty('dtend')),
      alarms: event.getAllSubcomponents('valarm').map(alarm => alarm.getFirstPropertyValue('trigger').toSeconds()),
    }
  })
  return { name: calendar.getFirstPropertyValue('name') ?? '', events }
}
