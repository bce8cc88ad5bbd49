/**
 * `node bench/import-large.ts [--gigabytes 10] [--folder DIR]`: one import of a large export into an empty store, with
 * the peak of its memory and what it reads a second. No row: it takes minutes, and twice its size of disk. The export
 * is a hundred thousand generated events again and again, each time under new ids, over thirty days.
 */
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { inFreshProcess } from './child.ts'
import { generatedEvents } from './detect/events.ts'

const GIGABYTE = 1e9
/** Generated once; the text of each comes apart where its id begins. */
const POOL = 100_000
const LINES_AT_ONCE = 5_000
/** The export, its spool, and what is sealed of it before the spool goes. */
const DISK_FOR_EACH_BYTE = 3
const COUNTER_DIGITS = 8

const { values } = parseArgs({
  options: { gigabytes: { type: 'string', default: '10' }, folder: { type: 'string', default: tmpdir() } },
})
const wanted = Number(values.gigabytes) * GIGABYTE
const { bavail, bsize } = statfsSync(values.folder)
if (!(wanted > 0) || bavail * bsize < wanted * DISK_FOR_EACH_BYTE) {
  console.error(`needs --gigabytes above 0, and ${DISK_FOR_EACH_BYTE} times as much free in ${values.folder}`)
  process.exit(2)
}
const folder = mkdtempSync(join(values.folder, 'keyward-large-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
// Through exit, so that the folder goes.
process.once('SIGINT', () => process.exit(130))

const records = join(folder, 'export.ndjson')
const written = write(records)
console.log(`export: ${written.events} events, ${(written.bytes / GIGABYTE).toFixed(2)} GB`)
const { ms, memoryMb, unique, bytes } = await inFreshProcess<{ unique: number; bytes: number }>(
  'logs-import',
  {
    records,
    store: join(folder, 'logs'),
  },
)
if (unique !== written.events) throw new Error(`the import lost or doubled events: ${unique}`)
const seconds = ms / 1000
console.log(
  `import: ${seconds.toFixed(0)} s, ${Math.round(written.bytes / 1e6 / seconds)} MB and ${Math.round(unique / seconds)} events a second, peak memory ${memoryMb} MB, store ${(bytes / GIGABYTE).toFixed(2)} GB`,
)

/** An event's text around the first digits of its id. */
interface Text {
  readonly before: string
  readonly after: string
}

function write(path: string): { readonly events: number; readonly bytes: number } {
  const pool = Array.from(generatedEvents({ events: POOL, seed: 42, isVaried: true }), ({ event }) =>
    // Exports of Azure's activity hold no id: each text is an event of its own.
    apart(event.raw.includes(event.id ?? '') ? event.id : event.correlationId, event.raw),
  )
  const file = openSync(path, 'w')
  let events = 0
  let bytes = 0
  for (let round = 0; bytes < wanted; round += 1) {
    const counter = round.toString(16).padStart(COUNTER_DIGITS, '0')
    for (let at = 0; at < POOL && bytes < wanted; at += LINES_AT_ONCE) {
      const some = pool.slice(at, at + LINES_AT_ONCE)
      bytes += writeSync(file, some.map(({ before, after }) => `${before}${counter}${after}\n`).join(''))
      events += some.length
    }
  }
  closeSync(file)
  return { events, bytes }
}

function apart(id: string | null, raw: string): Text {
  const hex = id?.search(/[0-9a-f]{8}/) ?? -1
  const at = raw.indexOf(id ?? '') + hex
  if (hex < 0 || at < hex) throw new Error(`an event whose text does not hold its id: ${id}`)
  return { before: raw.slice(0, at), after: raw.slice(at + COUNTER_DIGITS) }
}
