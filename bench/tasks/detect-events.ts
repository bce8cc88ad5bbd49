/** Writes generated events: the records as an export has them, and the store made of them. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { EventSpool } from '#store/log-store/event-spool.ts'
import { logStore } from '#store/log-store/log-store.ts'
import { generatedEvents } from '../detect/events.ts'
import { answer, timed } from './answer.ts'

interface Input {
  readonly store: string
  /** Where the records go; without it only the store is made. */
  readonly records?: string
  readonly events: number
  readonly isVaried: boolean
}

/** Lines that are written at once. */
const BATCH = 5000

await answer<Input>(async ({ store, records, events, isVaried }) => {
  const logs = logStore(store)
  const { ms } = await timed(async () => {
    const folder = await logs.freshSpool()
    const spool = new EventSpool(folder, 'bench')
    const file = records === undefined ? undefined : openSync(records, 'w')
    let lines: string[] = []
    const write = () => {
      if (file !== undefined && lines.length > 0) writeSync(file, `${lines.join('\n')}\n`)
      lines = []
    }
    for (const { event } of generatedEvents({ events, seed: 42, isVaried })) {
      spool.add(event)
      lines.push(event.raw)
      if (lines.length >= BATCH) write()
    }
    write()
    if (file !== undefined) closeSync(file)
    await logs.seal(folder, spool.end())
  })
  return { ms }
})
