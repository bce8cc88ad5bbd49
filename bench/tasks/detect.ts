/** Rules over a store of logs, once they are read: from the bound rule to the report with every hit. */
import { detect } from '#pipeline/logs/detect.ts'
import { parseFieldMap } from '#sigma/field-map.ts'
import { parseRules } from '#sigma/parse.ts'
import { readFieldMap } from '#store/input/rule-files.ts'
import { logStore } from '#store/log-store/log-store.ts'
import { communityRules, multiplied } from '../detection.ts'
import { answer, timed } from './answer.ts'

interface Input {
  readonly store: string
  readonly times: number
}

await answer<Input>(async ({ store, times }) => {
  const files = multiplied(communityRules(), times)
  const mapText = await readFieldMap()
  const logs = logStore(store)
  const loaded = await timed(async () => ({ rules: parseRules(files), map: parseFieldMap(mapText) }))
  const { ms, result } = await timed(async () => {
    const there = new Set((await logs.manifest()).files.map(({ source }) => source))
    return logs.read({}, ({ connection, relationOf }) => {
      const ofLog = (source: Parameters<typeof relationOf>[0]) =>
        there.has(source) ? relationOf(source) : undefined
      const beside = <T>(work: (other: typeof connection) => Promise<T>) =>
        logs.read({}, ({ connection: other }) => work(other))
      return detect({ connection, relationOf: ofLog, beside }, loaded.result)
    })
  })
  const { rules } = result
  return {
    ms,
    loadMs: loaded.ms,
    rules: rules.length,
    fired: rules.filter(({ count }) => count > 0).length,
    hits: rules.reduce((sum, { count }) => sum + count, 0),
    listed: rules.reduce((sum, { hits }) => sum + hits.length, 0),
  }
})
