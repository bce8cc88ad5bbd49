/** `keyward explain` tries declarations: it names those that end a finding, and only those. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Assessment } from '#model/assessment.ts'
import { anAccount, aPolicy, securityDefaults } from '../builders/index.ts'
import { aDataFolder, keyward } from './harness.ts'

const modern = ['browser', 'mobileAppsAndDesktopClients']
const butBob = { includeUsers: ['All'], excludeUsers: ['bob'] }

/** Bob is left out of MFA, and of the block of legacy clients. */
const FILES = {
  'organization.json': [{ id: '11111111-1111-4111-8111-111111111111', displayName: 'Contoso' }],
  'users.json': [anAccount('ada'), anAccount('bob')],
  'conditionalAccessPolicies.json': [
    aPolicy({ conditions: { users: butBob, clientAppTypes: modern } }),
    aPolicy({
      id: 'block-legacy',
      displayName: 'Block legacy',
      grantControls: { operator: 'OR', builtInControls: ['block'] },
      conditions: { users: butBob, clientAppTypes: ['exchangeActiveSync', 'other'] },
    }),
  ],
  'identitySecurityDefaultsEnforcementPolicy.json': securityDefaults(false),
  'authenticationStrengthPolicies.json': [],
  'namedLocations.json': [],
  'groupMembers.json': [],
  'groups.json': [],
  'groupOwners.json': [],
  'roleAssignments.json': [],
  'roleDefinitions.json': [],
  'roleEligibilityScheduleInstances.json': [],
  'perUserMfaStates.json': ['ada', 'bob'].map((userId) => ({ userId, perUserMfaState: 'disabled' })),
}

function assessed() {
  const [data, input] = [aDataFolder(), aDataFolder()]
  mkdirSync(input, { recursive: true })
  for (const [name, content] of Object.entries(FILES))
    writeFileSync(join(input, name), JSON.stringify(content))
  const { stdout } = keyward(['assess', '--input', input, '--format', 'json', '--data', data])
  const { controls } = JSON.parse(stdout) as Assessment
  const idIn = (control: string) => {
    const finding = controls
      .find(({ id }) => id === control)
      ?.findings.find(({ subject }) => subject.id === 'bob')
    return finding?.id ?? expect.unreachable(`bob is not in ${control}`)
  }
  const explained = (control: string, ...more: readonly string[]) =>
    keyward(['explain', idIn(control), '--data', data, ...more]).stdout
  return { data, explained }
}

it('names the declarations that end a finding, and none where nothing of the kind would', () => {
  const { explained } = assessed()
  const declarable = (control: string) =>
    JSON.parse(explained(control, '--format', 'json')).wouldPassIfDeclared as { kind: string }[]

  expect(declarable('mfa/exclusions-are-explained')).toEqual([
    { kind: 'break-glass', subject: 'bob@contoso.example' },
    { kind: 'service-account', subject: 'bob@contoso.example' },
  ])
  expect(declarable('mfa/legacy-authentication-closed').map(({ kind }) => kind)).toEqual(['break-glass'])
  expect(declarable('mfa/enabled-on-every-account')).toEqual([])
})

it('says so in words, and is right: after the declaration the finding is gone', () => {
  const { data, explained } = assessed()
  const words = explained('mfa/exclusions-are-explained').replaceAll(/\s+/g, ' ')
  expect(words).toContain('keyward declare service-account bob@contoso.example --reason')

  keyward(['declare', 'service-account', 'bob@contoso.example', '--reason', 'robot', '--data', data])
  const after = JSON.parse(keyward(['assess', '--format', 'json', '--data', data]).stdout) as Assessment

  const control = after.controls.find(({ id }) => id === 'mfa/exclusions-are-explained')
  expect(control).toMatchObject({ outcome: 'pass', findings: [] })
})
