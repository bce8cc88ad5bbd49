/** `keyward coverage` as its user runs it: on exported files, for a terminal and for machines. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ReportedAccount } from '#model/sign-in-report.ts'
import {
  anAccount,
  anEligibility,
  aPerUserMfaState,
  aPolicy,
  GLOBAL_ADMINISTRATOR,
  securityDefaults,
} from '../builders/index.ts'
import { aDataFolder, keyward } from './harness.ts'

const COMPLETE = {
  'organization.json': [{ id: 'contoso-1', displayName: 'Contoso', createdDateTime: '2020-01-01T00:00:00Z' }],
  'users.json': [anAccount('ada', { userType: 'Member' }), anAccount('bob', { userType: 'Member' })],
  'conditionalAccessPolicies.json': [
    aPolicy({ conditions: { users: { includeUsers: ['All'], excludeUsers: ['bob'] } } }),
  ],
  'authenticationStrengthPolicies.json': [],
  'namedLocations.json': [],
  'identitySecurityDefaultsEnforcementPolicy.json': securityDefaults(false),
  'perUserMfaStates.json': [aPerUserMfaState('ada'), aPerUserMfaState('bob')],
  'groups.json': [],
  'groupMembers.json': [],
  'roleAssignments.json': [],
  'roleDefinitions.json': [],
  'userRegistrationDetails.json': [
    { id: 'ada', isMfaRegistered: true },
    { id: 'bob', isMfaRegistered: false },
  ],
}

function anInput(files: Readonly<Record<string, unknown>> = {}, without: readonly string[] = []): string {
  const folder = aDataFolder()
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of Object.entries({ ...COMPLETE, ...files }))
    if (!without.includes(name)) writeFileSync(join(folder, name), JSON.stringify(content))
  return folder
}

function accountsOf(input: string): ReadonlyMap<string, ReportedAccount> {
  const { code, stdout, stderr } = keyward(['coverage', '--input', input, '--format', 'json'])
  expect(stderr).toBe('')
  expect(code).toBe(0)
  const { accounts } = JSON.parse(stdout) as { accounts: ReportedAccount[] }
  return new Map(accounts.map((account) => [account.id, account]))
}

describe('keyward coverage', () => {
  it('judges who may activate a role a second time, and says where eligibilities were not read', () => {
    const policies = [
      aPolicy({ conditions: { users: { includeUsers: ['All'], excludeRoles: [GLOBAL_ADMINISTRATOR] } } }),
    ]
    const files = {
      'conditionalAccessPolicies.json': policies,
      'roleEligibilityScheduleInstances.json': [anEligibility('ada')],
    }

    const [ada, bob] = ['ada', 'bob'].map((id) => accountsOf(anInput(files)).get(id))
    expect(ada).toMatchObject({ verdict: 'B', asActivated: 'E' })
    expect(bob).toMatchObject({ verdict: 'B' })
    expect(bob).not.toHaveProperty('asActivated')

    const unread = anInput({ 'conditionalAccessPolicies.json': policies })
    expect(accountsOf(unread).get('bob')).toMatchObject({ asActivated: 'unknown' })
    const { stdout } = keyward(['coverage', '--input', unread])
    expect(stdout).toMatch(/not known what activating a role would change/)
    expect(stdout).toContain('roleEligibilityScheduleInstances')
    expect(keyward(['coverage', '--input', anInput(files)]).stdout).toMatch(
      /1 account would be protected less/,
    )
  })

  it('grades every account, resource and client, with a witness for each gap', () => {
    const accounts = accountsOf(anInput())

    const [ada, bob] = [accounts.get('ada'), accounts.get('bob')]
    expect(ada).toMatchObject({ verdict: 'B', registered: true, type: 'member', enabled: true })
    expect(ada?.grades['all']).toEqual({
      browser: 'B',
      modern: 'B',
      activeSync: 'blocked',
      otherLegacy: 'blocked',
      deviceCode: 'B',
    })
    expect(bob).toMatchObject({ verdict: 'E', registered: false })
    expect(Object.keys(bob?.grades ?? {})).toEqual([
      'all',
      'exchange',
      'sharepoint',
      'arm',
      'adminPortals',
      'graph',
      'registerSecurityInfo',
    ])
    const gap = bob?.gaps.find(({ resource, client }) => resource === 'all' && client === 'browser')
    expect(gap?.grade).toBe('E')
    expect(gap?.because).toContain('excludes it by name')
    expect(gap?.witness).toMatchObject({ platform: 'windows', device: 'not managed', risk: 'none' })
  })

  it('is not taken in by a policy for high risk and legacy clients only', () => {
    const policy = aPolicy({
      conditions: {
        userRiskLevels: ['high'],
        signInRiskLevels: ['high'],
        clientAppTypes: ['other', 'exchangeActiveSync'],
      },
    })

    const ada = accountsOf(anInput({ 'conditionalAccessPolicies.json': [policy] })).get('ada')

    expect(ada?.verdict).toBe('E')
    expect(ada?.gaps[0]?.witness).toMatchObject({ user: 'ada@contoso.example', client: 'browser' })
  })

  it.each([
    ['conditionalAccessPolicies.json', 'unknown'],
    ['perUserMfaStates.json', 'B'],
    ['namedLocations.json', 'B'],
  ])('says unknown without %s only where it matters: %s', (file, verdict) => {
    expect(accountsOf(anInput({}, [file])).get('ada')?.verdict).toBe(verdict)
  })

  it('fits a terminal of 80 columns, says what was not read, and keeps nothing', () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('keyward-look-'))
    const data = aDataFolder()

    const { code, stdout } = keyward(['coverage', '--input', anInput({}, ['groups.json']), '--data', data], {
      COLUMNS: '80',
    })

    expect(code).toBe(0)
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(stdout).toContain('2 enabled accounts')
    expect(stdout).toContain('groups: not read')
    expect(existsSync(data)).toBe(false)
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('keyward-look-'))).toEqual(before)
  })

  it('writes a row per account for spreadsheets', () => {
    const file = join(aDataFolder(), 'coverage.csv')
    mkdirSync(join(file, '..'), { recursive: true })

    const { stderr } = keyward(['coverage', '--input', anInput(), '--format', 'csv', '--out', file])

    const lines = readFileSync(file, 'utf8').trim().split('\r\n')
    expect(stderr).toContain('Written to')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toMatch(/^id,upn,type,enabled,verdict,registered,all browser,/)
  })

  it('has nothing to look at without a snapshot', () => {
    const { code, stderr } = keyward(['coverage', '--data', aDataFolder()])

    expect(code).toBe(2)
    expect(stderr).toContain('[tenant-none]')
  })
})

describe('keyward coverage --simulate', () => {
  const proposal = (name: string, policy: unknown): string => {
    const folder = aDataFolder()
    mkdirSync(folder, { recursive: true })
    const file = join(folder, name)
    writeFileSync(file, typeof policy === 'string' ? policy : JSON.stringify(policy))
    return file
  }
  const simulated = (policy: unknown, input = anInput()) => {
    const file = proposal('policy.json', policy)
    return keyward(['coverage', '--input', input, '--simulate', file, '--format', 'json'])
  }
  const { id: _, ...everybody } = aPolicy({ displayName: 'Everybody', state: 'disabled' })

  it('says who gains and who has not registered what is asked, whatever state the file says', () => {
    const { code, stdout } = simulated(everybody)

    const report = JSON.parse(stdout) as {
      counts: Record<string, number>
      accounts: unknown[]
      replaces: boolean
    }
    expect(code).toBe(0)
    expect(report).toMatchObject({ policy: 'Everybody', replaces: false, examined: 2 })
    expect(report.counts).toMatchObject({ gains: 1, cannotMeet: 1, legacyBlocked: 1, loses: 0, lockedOut: 0 })
    expect(report.accounts).toEqual([
      expect.objectContaining({
        id: 'bob',
        before: 'E',
        after: 'B',
        effects: expect.arrayContaining(['gains']),
      }),
    ])
  })

  it('says who loses when the policy takes the place of another', () => {
    const [present] = COMPLETE['conditionalAccessPolicies.json']
    const weaker = { ...present, grantControls: { operator: 'OR', builtInControls: ['compliantDevice'] } }

    const report = JSON.parse(simulated(weaker).stdout) as {
      replaces: boolean
      counts: Record<string, number>
    }

    expect(report.replaces).toBe(true)
    expect(report.counts).toMatchObject({ loses: 1 })
  })

  it('says who is locked out', () => {
    const block = { ...everybody, grantControls: { operator: 'OR', builtInControls: ['block'] } }

    expect(JSON.parse(simulated(block).stdout)).toMatchObject({ counts: { lockedOut: 2 } })
  })

  it('never says that nothing would change when policies were not read', () => {
    const input = anInput(
      { 'declarations.json': [{ kind: 'break-glass', subject: 'bob', reason: 'emergency', by: 'ada' }] },
      ['conditionalAccessPolicies.json'],
    )

    const { code, stdout } = simulated(everybody, input)
    const text = keyward([
      'coverage',
      '--input',
      input,
      '--simulate',
      proposal('policy.json', everybody),
    ]).stdout

    expect(JSON.parse(stdout)).toMatchObject({ counts: { undecided: 2, mayTouchBreakGlass: 1, gains: 0 } })
    expect(code).toBe(1)
    expect(text).not.toContain('Nothing would change')
    expect(text).toContain('conditionalAccessPolicies: not read')
  })

  it('ends with 1 when it touches a break-glass account', () => {
    const input = anInput({
      'declarations.json': [{ kind: 'break-glass', subject: 'bob', reason: 'emergency', by: 'ada' }],
    })

    const { code, stdout } = simulated(everybody, input)

    expect(JSON.parse(stdout)).toMatchObject({ counts: { touchesBreakGlass: 1 } })
    expect(code).toBe(1)
  })

  it.each(['[]', '{', '{}', '"policy"', '{"conditions":{},"grantControls":7}'])('refuses %s', (text) => {
    const file = proposal('policy.json', text)

    const { code, stderr } = keyward(['coverage', '--input', anInput(), '--simulate', file])

    expect(code).toBe(2)
    expect(stderr).toContain('[policy-invalid]')
  })
})
