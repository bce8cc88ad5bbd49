/** Our detections on material that nobody here wrote: attacks that they must find, and daily work that they must not. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasShared, needing, sharedFile } from '../shared-data.ts'
import { foundAmong, foundIn } from './stores.ts'

const LABELLED = 'conformance/labelled-events.ndjson'
const ATTACKS = 'logs/unified-audit'

interface Labelled {
  readonly rule: string
  readonly name: string
  readonly expected: boolean
  /** How many such events its author wants to see before he calls them an attack. */
  readonly threshold: number | null
  readonly event: Record<string, unknown>
}

describe.skipIf(!hasShared(ATTACKS))(`${needing(ATTACKS, 'attacks in the unified audit log')}`, () => {
  const folder = sharedFile(ATTACKS)
  const files = hasShared(ATTACKS) ? readdirSync(folder) : []
  it.each(files)('finds %s', async (file) => {
    expect(await foundIn([join(folder, file)])).not.toEqual([])
  })
})

describe.skipIf(!hasShared(LABELLED))(`${needing(LABELLED, 'labelled events')}`, () => {
  it('finds nine in ten of the attacks, and takes one in twenty of the others for one at most', async () => {
    const labelled = readFileSync(sharedFile(LABELLED), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Labelled)
    const missed: string[] = []
    const mistaken: string[] = []
    for (const one of labelled) {
      const found = await foundAmong(repeated(one))
      if (one.expected && found.length === 0) missed.push(`${one.rule}: ${one.name}`)
      if (!one.expected && found.length > 0) mistaken.push(`${one.rule}: ${one.name} (${found.join(', ')})`)
    }
    const positive = labelled.filter(({ expected }) => expected).length
    const negative = labelled.length - positive
    console.log(`found ${positive - missed.length} of ${positive}; missed: ${missed.join('; ')}`)
    console.log(`mistaken ${mistaken.length} of ${negative}: ${mistaken.join('; ')}`)
    expect(missed.length / positive).toBeLessThanOrEqual(0.1)
    expect(mistaken.length / negative).toBeLessThanOrEqual(0.05)
  }, 300_000)
})

/**
 * Of an attack as many as its author wants to see, each an event of its own. What he calls no attack is one event: many
 * wrong passwords are none of the lockouts that one of his rules counts, and an attack all the same.
 */
function repeated({ event, expected, threshold }: Labelled): readonly unknown[] {
  const times = expected ? Math.max(1, threshold ?? 1) : 1
  return Array.from({ length: times }, (_, at) => respelled(event, at))
}

function respelled(event: Record<string, unknown>, at: number): unknown {
  if (at === 0) return event
  const changed = (fields: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => {
        if (/^id$/i.test(name) && typeof value === 'string') return [name, `${value}-${at}`]
        if (name === 'correlationId' || name === 'correlationid') return [name, `${String(value)}-${at}`]
        return [name, value]
      }),
    )
  const { properties, ...rest } = changed(event)
  return typeof properties === 'object' && properties !== null
    ? { ...rest, properties: changed(properties as Record<string, unknown>) }
    : rest
}
