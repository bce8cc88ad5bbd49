/** Lines of the spool: every column has its place, and a file has those alone that its events need. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { blankEvent } from '#logs/blank.ts'
import { type LogEvent, textColumnNames } from '#model/events/log-event.ts'
import { textValues } from '#store/log-store/column-values.ts'
import { EventSpool } from '#store/log-store/event-spool.ts'
import { logStore } from '#store/log-store/log-store.ts'

const fresh = () => mkdtempSync(join(tmpdir(), 'keyward-lines-'))
const DAY = Date.UTC(2026, 5, 1)

const eventWith = (id: string, texts: Partial<LogEvent>): LogEvent => ({
  ...blankEvent(),
  id,
  source: 'signIns',
  time: DAY,
  raw: `{"id":"${id}"}`,
  ...texts,
})

it('lists the columns in the order of the model', () => {
  const named = Object.fromEntries(textColumnNames.map((name) => [name, name])) as Partial<LogEvent>
  expect(textValues({ ...blankEvent(), ...named })).toEqual(textColumnNames)
})

it('begins another file for an event that needs a column which the others do not', async () => {
  const store = logStore(fresh())
  const spool = await store.freshSpool()
  const lines = new EventSpool(spool, 'a')
  const ordinary = 1_500
  for (let at = 0; at < ordinary; at += 1) lines.add(eventWith(`e${at}`, { user: `u${at}@contoso.example` }))
  lines.add(eventWith('rare', { protocol: 'deviceCode' }))
  lines.add(eventWith('after', { user: 'last@contoso.example' }))
  const files = lines.end()
  expect(files.map(({ columns }) => columns)).toEqual([
    ['id', 'source', 'user'],
    ['id', 'source', 'user', 'protocol'],
  ])
  expect(
    readFileSync(files[1]?.file ?? '', 'utf8')
      .trim()
      .split('\n'),
  ).toHaveLength(2)
  const [sealed] = await store.seal(spool, files)
  expect(sealed).toMatchObject({ unique: ordinary + 2, added: ordinary + 2 })
  const rows = await store.read({}, async ({ connection, relation }) => {
    const reader = await connection.runAndReadAll(
      `SELECT id, "user", protocol, city FROM ${relation} WHERE id IN ('e7', 'rare', 'after') ORDER BY id`,
    )
    return reader.getRows()
  })
  expect(rows).toEqual([
    ['after', 'last@contoso.example', null, null],
    ['e7', 'u7@contoso.example', null, null],
    ['rare', null, 'deviceCode', null],
  ])
})

it('keeps an empty text apart from none, and a line in one piece', async () => {
  const store = logStore(join(fresh(), 'logs'))
  const spool = await store.freshSpool()
  const lines = new EventSpool(spool, 'a')
  const hostile = { city: '', user: 'a\nb\x1fc\u007fd', raw: JSON.stringify({ id: 'x', name: 'a\nb\x1fc' }) }
  lines.add(eventWith('x', hostile))
  await store.seal(spool, lines.end())
  const rows = await store.read({}, async ({ connection, relation }) => {
    const reader = await connection.runAndReadAll(`SELECT city, "user", country FROM ${relation}`)
    return reader.getRows()
  })
  expect(rows).toEqual([['', 'a b c d', null]])
})
