/** `keyward logs detect --fail-on`: what could not be looked at is no good news. */
import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { audit } from '../logs/samples.ts'
import { aDataFolder, keyward } from './harness.ts'

it('ends with 1 for a hit and for a rule that could not look, and with 0 where that is allowed', () => {
  const data = aDataFolder()
  const importOf = (record: object) => {
    const path = `${data}-export.ndjson`
    writeFileSync(path, JSON.stringify(record))
    expect(keyward(['logs', 'import', path, '--data', data]).code).toBe(0)
  }
  const codeOf = (...more: string[]) =>
    keyward(['logs', 'detect', '--data', data, '--fail-on', 'high', ...more]).code

  importOf({ ...audit, id: 'quiet', activityDisplayName: 'Update device' })
  expect(codeOf()).toBe(1)
  expect(codeOf('--allow-unknown')).toBe(0)
  importOf(audit)
  expect(codeOf('--allow-unknown')).toBe(1)
})
