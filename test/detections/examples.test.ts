/** Every detection fires on its own examples and is silent on those that only look like them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eventOf } from '#logs/event-of.ts'
import type { Fields } from '#logs/values/fields.ts'
import { bindRule } from '#sigma/bind.ts'
import { parseFieldMap } from '#sigma/field-map.ts'
import { matches } from '#sigma/match.ts'
import { parseRules } from '#sigma/parse.ts'
import { ownRules, readFieldMap, readRuleFiles } from '#store/input/rule-files.ts'
import { foundAmong } from './stores.ts'

interface Examples {
  /** Records, or lists of records that only together are what a rule looks for. */
  readonly fires: readonly (Fields | readonly Fields[])[]
  readonly silent: readonly (Fields | readonly Fields[])[]
}

const files = await readRuleFiles(ownRules)
const { rules, correlations, rejected } = parseRules(files)
const map = parseFieldMap(await readFieldMap())
const correlatedFiles = new Set(correlations.map(({ head }) => head.file))
/** What the examples set: the rule is off without it. */
const placeholders = new Map([['break_glass', ['bg1@fabrikam.example']]])

const examplesOf = (file: string): Examples =>
  JSON.parse(readFileSync(join(ownRules, file.replace(/\.yml$/, '.events.json')), 'utf8')) as Examples

const eventIn = (record: Fields) => eventOf(record, JSON.stringify(record))
const named = (example: Fields | readonly Fields[]) => JSON.stringify(example).slice(0, 90)

it('reads all of its own rules, each with a title and an id of its own', () => {
  expect(rejected).toEqual([])
  expect(rules.length).toBeGreaterThan(60)
  const heads = [...rules, ...correlations].map(({ head }) => head)
  expect(new Set(heads.map(({ id }) => id)).size).toBe(heads.length)
  expect(new Set(heads.map(({ title }) => title)).size).toBe(heads.length)
  for (const head of heads) {
    expect(head.author, head.file).toBe('Keyward')
    expect(head.description ?? '', head.file).not.toBe('')
    expect(head.falsePositives, head.file).not.toEqual([])
  }
})

describe.each(rules.filter(({ head }) => !correlatedFiles.has(head.file)))('$head.file', (rule) => {
  const { fires, silent } = examplesOf(rule.head.file)
  const binding = bindRule(rule, map, placeholders)

  it('can run, and has examples of both kinds', () => {
    expect(binding.status).toBe('bound')
    expect(fires.length).toBeGreaterThan(0)
    expect(silent.length).toBeGreaterThan(0)
  })

  const holds = (record: Fields) => binding.status === 'bound' && matches(binding.bound, eventIn(record))
  it.each(fires.flat().map((record) => [named(record), record] as const))('fires on %s', (_, record) => {
    expect(holds(record)).toBe(true)
  })
  it.each(silent.flat().map((record) => [named(record), record] as const))('is silent on %s', (_, record) => {
    expect(holds(record)).toBe(false)
  })
})

describe.each(correlations)('$head.file', ({ head }) => {
  const { fires, silent } = examplesOf(head.file)
  it('counts what comes together, and not what does not', async () => {
    expect(fires.length).toBeGreaterThan(0)
    expect(silent.length).toBeGreaterThan(0)
    for (const records of fires)
      expect(await foundAmong([records].flat()), named(records)).toContain(head.title)
    for (const records of silent)
      expect(await foundAmong([records].flat()), named(records)).not.toContain(head.title)
  })
})
