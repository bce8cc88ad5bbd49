/** The program itself: what it prints, and what it ends with. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keyward } from '../cli/harness.ts'
import { anEstate } from './estate.ts'
import { audit, signIn } from './samples.ts'

describe('keyward logs', () => {
  it('makes a case, finds it intact with 0 and changed with 1', async () => {
    const { data, events } = await anEstate()
    await events([signIn, audit])
    const out = join(data, 'case')
    const made = keyward(['logs', 'case', '--out', out, '--data', data, '--format', 'json'])
    expect(made.code).toBe(0)
    const { sha256 } = JSON.parse(made.stdout) as { sha256: string }
    expect(keyward(['logs', 'case', '--verify', out, '--expect', sha256])).toMatchObject({ code: 0 })
    appendFileSync(join(out, 'readme.md'), 'more')
    const checked = keyward(['logs', 'case', '--verify', out])
    expect(checked.code).toBe(1)
    expect(checked.stdout).toContain('changed readme.md')
    expect(keyward(['logs', 'case', '--data', data])).toMatchObject({ code: 2 })
  }, 60_000)

  it('answers retention, admins and changes as JSON, and refuses a target without its figure', async () => {
    const { data, events } = await anEstate()
    await events([signIn, audit])
    const json = (...argv: string[]) => {
      const ran = keyward(['logs', ...argv, '--format', 'json', '--data', data])
      expect(ran.code).toBe(0)
      return JSON.parse(ran.stdout) as Record<string, unknown>
    }
    expect(json('retention', '--days', '90')['profile']).toMatchObject({ id: 'own', totalDays: 90 })
    expect(json('admins')['counts']).toEqual({ yes: 0, no: 0, unknown: 1 })
    expect(json('changes', '--category', 'roles')['records']).toBe(1)
    expect(keyward(['logs', 'retention', '--profile', 'own', '--data', data]).code).toBe(2)
    expect(keyward(['logs', 'retention', '--profile', 'pci-dss', '--days', '3', '--data', data]).code).toBe(2)
    expect(keyward(['logs', 'changes', '--category', 'nothing', '--data', data]).code).toBe(2)
  }, 60_000)
})
