/** `keyward logs detect --fail-on`: what could not be looked at is no good news. */
import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { audit, auditData } from '../logs/samples.ts'
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

it('says of a rule over two logs which of them was not there, and counts it as one that could not look', () => {
  const data = aDataFolder()
  const importOf = (record: object) => {
    writeFileSync(`${data}-export.ndjson`, JSON.stringify(record))
    expect(keyward(['logs', 'import', `${data}-export.ndjson`, '--data', data]).code).toBe(0)
  }
  const rule = `${data}-rule.yml`
  writeFileSync(
    rule,
    'title: Two logs\nid: 5b9e8e2f-0f5c-4d54-9df0-000000000001\nlevel: high\nlogsource:\n  product: keyward\n  service: changes\ndetection:\n  selection:\n    operation: Nothing of this name\n  condition: selection\n',
  )
  const detect = (...more: string[]) =>
    keyward(['logs', 'detect', '--without-own', '--rules', rule, '--data', data, ...more])

  importOf(audit)
  const { rules } = JSON.parse(detect('--format', 'json').stdout) as { rules: readonly object[] }
  expect(rules).toMatchObject([{ status: 'ran', partly: 'unifiedAudit missing', count: 0 }])
  expect(detect().stdout).toContain(
    '1 rule could look in a part of their logs only:\n  unifiedAudit missing: 1 rule',
  )
  expect(detect('--fail-on', 'high').code).toBe(1)
  expect(detect('--fail-on', 'high', '--allow-unknown').code).toBe(0)

  importOf(auditData)
  expect(JSON.parse(detect('--format', 'json').stdout).rules[0]).not.toHaveProperty('partly')
  expect(detect('--fail-on', 'high').code).toBe(0)
}, 60_000)

it('sends whoever accepted a hit, or took that back, to the logs and not to the facts', () => {
  const data = aDataFolder()
  writeFileSync(`${data}-export.ndjson`, JSON.stringify(audit))
  expect(keyward(['logs', 'import', `${data}-export.ndjson`, '--data', data]).code).toBe(0)
  const kept = keyward(['logs', 'detect', '--keep', '--format', 'json', '--data', data])
  const { findings } = JSON.parse(kept.stdout) as { findings: readonly { id: string }[] }
  const decide = (verb: string) =>
    keyward([verb, findings[0]?.id ?? '', '--reason', 'ticket 4711', '--data', data])
  expect(decide('accept').stdout).toContain('Next: keyward logs detect --keep\n')
  expect(decide('revoke').stdout).toContain('Next: keyward logs detect --keep\n')
}, 60_000)
