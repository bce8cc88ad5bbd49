/** Hits from the store against the slow reference, event by event. */

import { detect } from '#pipeline/logs/detect.ts'
import { parseFieldMap } from '#sigma/field-map.ts'
import { parseRules } from '#sigma/parse.ts'
import { readFieldMap } from '#store/input/rule-files.ts'
import { EventSpool } from '#store/log-store/event-spool.ts'
import { logStore } from '#store/log-store/log-store.ts'
import { reference } from '../../test/sigma/reference.ts'
import { generatedEvents } from '../detect/events.ts'
import { communityRules, multiplied } from '../detection.ts'
import { inScratchFolder } from '../scratch.ts'
import { answer, timed } from './answer.ts'

interface Input {
  readonly times: number
  readonly isVaried: boolean
  readonly events: number
}

await answer<Input>(async ({ times, isVaried, events }) => {
  const list = Array.from(generatedEvents({ events, seed: 42, isVaried }), ({ event }) => event)
  const rules = parseRules(multiplied(communityRules(), times))
  const map = parseFieldMap(await readFieldMap())
  const { ms, result } = await timed(() =>
    inScratchFolder(async (folder) => {
      const logs = logStore(folder)
      const spoolFolder = await logs.freshSpool()
      const spool = new EventSpool(spoolFolder, 'bench')
      for (const event of list) spool.add(event)
      await logs.seal(spoolFolder, spool.end())
      return logs.read({}, ({ connection, relationOf }) => detect({ connection, relationOf }, { rules, map }))
    }),
  )
  const differences: string[] = []
  let hits = 0
  for (const [number, rule] of rules.rules.entries()) {
    const expected = new Set(list.filter((event) => reference(rule, map, event)).map(({ id }) => id))
    const found = result.rules[number]?.hits ?? []
    hits += found.length
    const isSame = found.length === expected.size && found.every(({ eventId }) => expected.has(eventId))
    if (!isSame) differences.push(`${rule.head.title}: ${found.length} instead of ${expected.size}`)
  }
  return { ms, hits, differences }
})
