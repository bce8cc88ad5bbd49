/** A list of the logs that cannot be read is named with its mend, is no empty store, and costs nothing. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { drillReport } from '#pipeline/logs/drill/history.ts'
import { profileOf } from '#logs/retention/profiles.ts'
import { logCoverage } from '#pipeline/logs/coverage.ts'
import { logRetention } from '#pipeline/logs/retention.ts'
import { logStore } from '#store/log-store/log-store.ts'
import { anEstateWith, came, compare, DAY, drilled, LATER, NOW, OURS, start } from './drilled.ts'
import type { Estate } from './estate.ts'
import { signIn } from './samples.ts'

const listOf = ({ tenant }: Estate) => join(tenant.logs.folder, 'manifest.json')

/** A list with one value put in the place of another. */
const changed = (text: string, from: RegExp, to: string): string => {
  const other = text.replace(from, to)
  if (other === text) throw new Error(`there is no ${from}`)
  return other
}

const faults: readonly (readonly [string, (text: string) => string, RegExp])[] = [
  ['is cut off', (text) => text.slice(0, 60), /it is no JSON/],
  ['is empty', () => '', /it is no JSON/],
  ['is of another shape', () => '[]', /expected object/],
  ['is null', () => 'null', /expected object/],
  ['lacks its files', () => '{"schemaVersion":1,"removals":[]}', /files: /],
  [
    'is of another version',
    (text) => changed(text, /"schemaVersion": 1/, '"schemaVersion": 2'),
    /schemaVersion/,
  ],
  ['names a log that is none', (text) => changed(text, /"signIns"/, '"nonsense"'), /files\.\d\.source/],
  ['leads out of the folder', (text) => changed(text, /"signIns\//, '"signIns/../../'), /files\.\d\.path/],
  ['has a number for a day', (text) => changed(text, /"day": "[^"]*"/, '"day": 7'), /files\.\d\.day/],
]

describe.each(faults)('one that %s', (_, broken, why) => {
  it('stops whoever reads or writes the store, with a code of its own', async () => {
    const estate = await anEstateWith()
    const text = readFileSync(listOf(estate), 'utf8')
    const before = readdirSync(estate.tenant.logs.folder, { recursive: true }).toSorted()
    writeFileSync(listOf(estate), broken(text))
    const error = { code: 'logs-broken', message: expect.stringMatching(why) as string }
    await expect(logCoverage(estate.tenant, {}, NOW)).rejects.toMatchObject(error)
    await expect(logRetention(estate.tenant, profileOf('own', 60), NOW)).rejects.toMatchObject(error)
    await expect(start(estate)).rejects.toMatchObject(error)
    await expect(estate.events([{ ...signIn, id: 'new' }])).rejects.toMatchObject(error)
    expect(readdirSync(estate.tenant.logs.folder, { recursive: true }).toSorted()).toEqual(before)
    writeFileSync(listOf(estate), text)
    expect((await estate.tenant.logs.manifest()).files).toHaveLength(2)
  })
})

it('of what came for a drill names the folder of that drill', async () => {
  const estate = await anEstateWith()
  await drilled(estate, OURS)
  const { folder } = estate.tenant.drills.logs(DAY)
  writeFileSync(join(folder, 'manifest.json'), '{"half":')
  const again = compare(estate, [came(estate, OURS)])
  await expect(again).rejects.toMatchObject({ code: 'logs-broken', details: { folder } })
})

it('does not make the records of drills unreadable', async () => {
  const estate = await anEstateWith()
  writeFileSync(listOf(estate), '{"half":')
  expect(await drillReport(estate.tenant, NOW)).toMatchObject({ state: 'overdue', because: [] })
  const other = await anEstateWith()
  await drilled(other, OURS)
  writeFileSync(listOf(other), '{"half":')
  expect(await drillReport(other.tenant, LATER)).toMatchObject({ state: 'done', because: [], drills: [{}] })
})

it('is not the same as one that is not there', async () => {
  const estate = await anEstateWith()
  const nowhere = logStore(join(estate.data, 'nowhere'))
  expect(await nowhere.manifest()).toEqual({ schemaVersion: 1, files: [], removals: [] })
})
