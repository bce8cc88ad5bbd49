/** `keyward coverage --spot-check` as its user runs it. */
import { describe, expect, it } from 'vitest'
import type { SpotCheckReport } from '#model/spot-check-report.ts'
import { displayWidth } from '#model/text/width.ts'
import { spotCheckText } from '#reports/sign-ins/spot-check.ts'
import { aCloud } from '../collect/harness.ts'
import { hostileNames } from '../reports/hostile-names.ts'
import { aDataFolder, keyward, keywardBeside } from './harness.ts'

describe('keyward coverage --spot-check', () => {
  it('collects, asks the tenant, and ends well where both say the same', async () => {
    const cloud = await aCloud({ accounts: 40 })
    const data = aDataFolder()
    const env = {
      KEYWARD_TENANT_ID: cloud.tenantId,
      KEYWARD_CLIENT_ID: cloud.clientId,
      KEYWARD_CLIENT_SECRET: cloud.clientSecret,
    }
    const at = ['--endpoint', cloud.origin, '--data', data]
    expect((await keywardBeside(['collect', ...at], env).ended).code).toBe(0)

    const text = await keywardBeside(['coverage', '--spot-check', '9', ...at], env).ended
    const json = await keywardBeside(['coverage', '--spot-check', '9', '--format', 'json', ...at], env).ended

    expect(text.code).toBe(0)
    expect(text.stdout.replaceAll(/\s+/g, ' ')).toMatch(/9 sign-ins asked about: \d+ answers .* 0 different/)
    expect(JSON.parse(json.stdout)).toMatchObject({ answered: 9, disagreements: [], notAnswered: [] })
  })

  it.each([
    [['--input', 'export/'], '--input'],
    [['--simulate', 'policy.json'], '--simulate'],
  ])('does not ask files or wishes: %j', (more, named) => {
    const { code, stdout, stderr } = keyward(['coverage', '--spot-check', ...more, '--data', aDataFolder()])

    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('option-invalid')
    expect(stderr).toContain(named)
  })

  it.each(['0', '601', 'all'])('does not ask %s times', (number) => {
    const { code, stderr } = keyward(['coverage', '--spot-check', number, '--data', aDataFolder()])

    expect(code).toBe(2)
    expect(stderr).toContain('option-invalid')
  })
})

const signIn = { id: 'x', because: 'excluded', application: 'app', client: 'browser' }

function aReport(name: string): SpotCheckReport {
  const differs = { ...signIn, upn: name, policy: { id: 'p', name }, analysisReasons: name }
  return {
    schemaVersion: 1,
    tenant: { id: name },
    snapshot: name,
    collectedAt: '2026-03-02T08:55:00.000Z',
    askedAt: '2026-03-02T09:00:00.000Z',
    answered: 2,
    agreed: 3,
    open: 1,
    disagreements: Array.from({ length: 30 }, () => ({
      ...differs,
      ours: 'applies' as const,
      theirs: 'doesNotApply' as const,
    })),
    notAnswered: [{ ...signIn, upn: name, why: name }],
  }
}

describe('the page of a spot-check', () => {
  it.each(hostileNames.map((name) => [name.slice(0, 24), name]))('shows %j as text', (_, name) => {
    const text = spotCheckText(aReport(name), { colour: false, width: 60 })

    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u)
    expect(text.split('\n').filter((line) => displayWidth(line) > 60)).toEqual([])
  })

  it('shows the first differences and counts the rest', () => {
    expect(spotCheckText(aReport('Anna'), { colour: false, width: 80 })).toContain(
      '10 more: --format json has all',
    )
  })

  it('never calls silence agreement', () => {
    const nothing = { ...aReport('Anna'), answered: 0, disagreements: [] }

    expect(spotCheckText(nothing, { colour: false, width: 80 })).toContain('nothing is confirmed')
  })
})
