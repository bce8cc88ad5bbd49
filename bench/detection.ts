/** Community rules over a million events of generated logs, against DuckDB that only parses the same events. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import type { RuleFile } from '#sigma/parse.ts'
import { hasShared, sharedFile } from '../test/shared-data.ts'
import { inFreshProcess, type Timed } from './child.ts'
import { inTurns, largest, quickest } from './interleave.ts'
import type { Measurement } from './row.ts'
import { lastingFolder } from './scratch.ts'

export const EVENTS = 1_000_000
const SAMPLE = 20_000
const REPETITIONS = 5
const RULES = 'sigma/sigmahq'

/** The rules without those that wait for placeholders: what a tenant runs that configures nothing. */
export function communityRules(): readonly RuleFile[] {
  if (!hasShared(RULES)) throw new Error(`the rules are not here (${RULES}); set KEYWARD_SHARED`)
  const folder = sharedFile(RULES)
  return globSync('**/*.yml', { cwd: folder })
    .filter((name) => !name.startsWith('rules-placeholder'))
    .toSorted()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
}

/** So many times the rules: the further ones ask the same of values that nobody has. */
export function multiplied(files: readonly RuleFile[], times: number): readonly RuleFile[] {
  const further = Array.from({ length: times - 1 }, (_, round) =>
    files.map(({ name, text }) => {
      const rule = parse(text) as { id: string; detection: Record<string, unknown> }
      const detection = Object.fromEntries(
        Object.entries(rule.detection).map(([key, value]) => [
          key,
          key === 'condition' ? value : changed(value, round),
        ]),
      )
      return { name: `${round}/${name}`, text: stringify({ ...rule, id: `${rule.id}-${round}`, detection }) }
    }),
  )
  return [...files, ...further.flat()]
}

/** Long texts with an ending; the shape of the rule stays. */
function changed(value: unknown, round: number): unknown {
  if (Array.isArray(value)) return value.map((each) => changed(each, round))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, changed(each, round)]))
  }
  const isLong = typeof value === 'string' && value.length > 4 && !value.includes('*')
  return isLong ? `${value} v${round}` : value
}

export interface Detected extends Timed {
  readonly rules: number
  /** Reading and checking the rules, which is not in `ms`. */
  readonly loadMs: number
  readonly hits: number
  readonly listed: number
  readonly fired: number
}

const made = new Map<boolean, Promise<{ store: string; records: string }>>()

/** A store of logs and the records that it was made of, once for all rows. */
export function eventData(isVaried: boolean): Promise<{ store: string; records: string }> {
  const make = async () => {
    const folder = lastingFolder()
    const data = { store: join(folder, 'logs'), records: join(folder, 'records.ndjson') }
    await inFreshProcess('detect-events', { ...data, events: EVENTS, isVaried })
    return data
  }
  const data = made.get(isVaried) ?? make()
  made.set(isVaried, data)
  return data
}

/** Rules times over all events, checked on a sample against the reference. @param times of the community's rules */
export async function detection(times: number, isVaried: boolean): Promise<Measurement> {
  const { store, records } = await eventData(isVaried)
  const input = { times, isVaried }
  const sample = await inFreshProcess<{ differences: readonly string[]; hits: number }>('detect-sample', {
    ...input,
    events: SAMPLE,
  })
  if (sample.differences.length > 0)
    throw new Error(`other hits than the reference: ${sample.differences[0]}`)
  const { ours, floor } = await inTurns(
    REPETITIONS,
    () => inFreshProcess<Detected>('detect', { ...input, store }),
    () => inFreshProcess<{ events: number }>('detect-floor', { records }),
  )
  if (floor.some(({ events }) => events !== EVENTS)) throw new Error('the floor read too little')
  const [first] = ours
  if (!first || first.fired < 10) throw new Error('hardly a rule fired')
  const value = quickest(ours)
  const beside = [
    `${first.rules} rules, ${first.fired} fired, ${first.hits} hits, all listed; ${Math.round(EVENTS / value)} thousand events a second`,
    `reading the rules took ${Math.round(first.loadMs)} ms more`,
    `on ${SAMPLE} events the ${sample.hits} hits are those of the reference`,
  ]
  return { value, floor: quickest(floor), unit: 'ms', memoryMb: largest(ours), beside }
}
