import { test } from 'node:test'
import assert from 'node:assert/strict'
import { judge, readCard, together } from '../../web/assets/js/door/judge.js'

const guest = (key, places, more = {}) => ({ key, name: key, handle: key, places, door: null, at: null, own: false, ...more })
const list = {
  going: 6,
  inside: 3,
  again: 0,
  zone: 'UTC',
  doors: [{ door: 'main', count: 2 }, { door: '', count: 1 }],
  guests: [guest('ada', 2, { door: 'main', at: 100 }), guest('bob', 2), guest('cyd', 1), guest('own', 1, { own: true })],
}
const seen = (id, key, at, more = {}) => ({ id, key, places: 1, door: 'side', at, undo: false, ...more })

test('what waits here is put to what the server said', () => {
  const door = together(list, [seen('1', 'bob', 200), seen('2', 'ada', 210), seen('3', null, 220, { places: 3 }), seen('4', 'own', 230)])
  assert.equal(door.inside, 3 + 2 + 3)
  assert.equal(door.again, 1)
  assert.deepEqual([...door.doors], [['main', 2], ['', 1], ['side', 5]])
  assert.equal(judge(door, 'bob').verdict, 'already')
  assert.equal(judge(door, 'bob').guest.door, 'side')
  assert.equal(judge(door, 'cyd').verdict, 'in')
  assert.equal(judge(door, 'nobody').verdict, 'no')
})

test('what is taken back is not in, whatever the order in which it stands', () => {
  const undo = seen('5', 'bob', 300, { undo: true })
  for (const waits of [[seen('1', 'bob', 200), undo], [undo, seen('1', 'bob', 200)]]) {
    const door = together(list, waits)
    assert.equal(door.inside, 3)
    assert.equal(judge(door, 'bob').verdict, 'in')
  }
  const nobody = together(list, [seen('6', 'ada', 400, { undo: true }), seen('7', null, 500), seen('7', null, 510, { undo: true })])
  assert.equal(nobody.inside, 1)
  assert.deepEqual([...nobody.doors], [['', 1]])
})

test('parts are counted by who is in, with those whom this phone saw', () => {
  const of = { ada: 'Hall', bob: 'Hall', cyd: 'Online', own: 'Online' }
  const parts = [{ name: 'Hall', going: 4, inside: 2 }, { name: 'Online', going: 2, inside: 1 }]
  const guests = list.guests.map(guest => ({ ...guest, part: of[guest.key] }))
  const inside = waits => together({ ...list, guests, parts }, waits).parts.map(part => part.inside)
  assert.deepEqual(inside([]), [2, 1])
  assert.deepEqual(inside([seen('1', 'bob', 200), seen('2', 'cyd', 210)]), [4, 2])
  assert.deepEqual(inside([seen('6', 'ada', 400, { undo: true })]), [0, 1])
  assert.deepEqual(together(list, []).parts, [])
})

test('of a party as many are in as was said last', () => {
  const said = (id, places, at) => seen(id, 'four', at, { places, exact: true })
  const party = { ...list, guests: [...list.guests, guest('four', 4, { party: 4 })] }
  const three = together(party, [said('8', 3, 200)])
  assert.deepEqual([three.inside, three.doors.get('side')], [3 + 3, 3])
  // Another door scans the card meanwhile; then the fourth comes.
  const all = [said('9', 4, 400), seen('10', 'four', 300, { door: 'main' }), said('8', 3, 200)]
  const four = together(party, all)
  assert.deepEqual([four.inside, four.again, four.doors.get('side'), four.doors.get('main')], [3 + 4, 1, 4, 2])
  const gone = together(party, [said('8', 3, 200), seen('11', 'four', 500, { undo: true })])
  assert.deepEqual([gone.inside, gone.guests.get('four').places], [3, 4])
  const in_already = { ...party, inside: 4, doors: [{ door: 'main', count: 4 }], guests: [guest('four', 4, { party: 4, door: 'main', at: 100 })] }
  const fewer = together(in_already, [said('12', 2, 200)])
  assert.deepEqual([fewer.inside, fewer.doors.get('main'), fewer.doors.get('side')], [2, 2, undefined])
})

test('the list itself stays as it was', () => {
  const before = JSON.stringify(list)
  together(list, [seen('1', 'bob', 200), seen('6', 'ada', 400, { undo: true })])
  assert.equal(JSON.stringify(list), before)
})

test('an entry card is read, and nothing else', () => {
  const code = 'ab'.repeat(13)
  assert.deepEqual(readCard(`https://x.example/g/0123456789abc/in/${code}`), { gathering: '0123456789abc', code })
  for (const text of ['', 'https://x.example/g/0123456789abc', `https://x.example/g/0123456789abc/in/${code}a`, '/b/0123']) {
    assert.equal(readCard(text), null)
  }
})
