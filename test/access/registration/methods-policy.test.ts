/** Which methods an account may use: by the policy, its groups, and the older settings that still count. */
import { describe, expect, it } from 'vitest'
import { groupIndex } from '#access/groups.ts'
import { isMfaCapable, isPasswordlessCapable } from '#access/registration/capability.ts'
import { type Governed, methodsPolicy } from '#access/registration/methods-policy.ts'
import { registrationOf } from '#access/registration/registration.ts'
import { canSatisfy } from '#access/registration/strength-use.ts'
import type {
  AuthenticationMethodsPolicy,
  PolicyTarget,
} from '#model/records/authentication-methods-policy.ts'
import { aGroup, aMethod, aMethodsPolicy, aRegistration, NOW } from '../../builders/index.ts'

const groups = groupIndex([
  aGroup('in', ['ada']),
  aGroup('out', ['bob']),
  aGroup('half', [], { last: false }),
])
const compiled = (policy?: AuthenticationMethodsPolicy) => methodsPolicy(policy ? [policy] : [], groups)
type Targets = readonly PolicyTarget[]
const keysFor = (include: Targets, exclude: Targets = []) =>
  compiled(aMethodsPolicy({ Fido2: { includeTargets: [...include], excludeTargets: [...exclude] } }))
const everybody = { id: 'all_users', targetType: 'group' }

describe('a method is allowed for an account', () => {
  it.each([
    ['that is in the group', [{ id: 'IN' }], [], 'yes'],
    ['not for one outside', [{ id: 'out' }], [], 'no'],
    ['perhaps, when the members are not known', [{ id: 'half' }], [], 'maybe'],
    ['perhaps, when nobody asked for the group', [{ id: 'stranger' }], [], 'maybe'],
    ['not when it is excluded, whatever includes it', [everybody], [{ id: 'in' }], 'no'],
    ['perhaps, when it is perhaps excluded', [everybody], [{ id: 'half' }], 'maybe'],
    ['that is named itself, in the older way', [{ id: 'ada', targetType: 'user' }], [], 'yes'],
    ['not for another who is named', [{ id: 'bob', targetType: 'user' }], [], 'no'],
    ['not when nobody is included', [], [], 'no'],
  ] as const)('%s', (_, include, exclude, allowed) => {
    expect(keysFor(include, exclude).allows('passkey', 'Ada')).toBe(allowed)
  })

  it.each([
    ['a method that is off', 'certificate', 'no'],
    ['a method that the policy does not list', 'qrCodePin', 'no'],
    ['what devices bring along', 'windowsHello', 'yes'],
    ['a method of a later version', 'unknown', 'maybe'],
    ['the pass', 'temporaryAccessPass', 'yes'],
  ] as const)('%s', (_, kind, allowed) => {
    expect(compiled(aMethodsPolicy()).allows(kind, 'ada')).toBe(allowed)
  })

  it('is open without a policy', () => {
    expect(compiled().allows('passkey', 'ada')).toBe('maybe')
  })

  it.each<[Governed, 'no' | 'maybe']>([
    ['sms', 'maybe'],
    ['softwareCode', 'maybe'],
    ['certificate', 'no'],
  ])('the older settings may still allow %s until they are migrated', (kind, allowed) => {
    const policy = compiled(aMethodsPolicy({}, { policyMigrationState: 'preMigration' }))

    expect(policy.allows(kind, 'ada')).toBe(allowed)
  })

  it('tells notifications from phone sign-in by the mode', () => {
    const mode = (authenticationMode: string) =>
      compiled(
        aMethodsPolicy({
          MicrosoftAuthenticator: { includeTargets: [{ ...everybody, authenticationMode }] },
        }),
      )

    expect(mode('push').allows('authenticatorPasswordless', 'ada')).toBe('no')
    expect(mode('deviceBasedPush').allows('authenticatorPush', 'ada')).toBe('no')
    expect(mode('any').allows('authenticatorPasswordless', 'ada')).toBe('yes')
  })

  it('tells an office phone from a mobile one', () => {
    const calls = compiled(aMethodsPolicy({ Voice: { state: 'enabled', isOfficePhoneAllowed: false } }))

    expect([calls.allows('mobilePhone', 'ada'), calls.allows('officePhone', 'ada')]).toEqual(['yes', 'no'])
  })
})

describe('a key of a model', () => {
  const restricted = (enforcementType: string, isEnforced = true) =>
    compiled(aMethodsPolicy({ Fido2: { keyRestrictions: { isEnforced, enforcementType, aaGuids: ['AA'] } } }))
  const key = (aaGuid?: string) =>
    registrationOf(undefined, { userId: 'ada', methods: [{ ...fido2, aaGuid }] }, NOW)
  const fido2 = { '@odata.type': '#microsoft.graph.fido2AuthenticationMethod' }

  it.each([
    ['allow', 'aa', 'yes'],
    ['allow', 'bb', 'no'],
    ['block', 'aa', 'no'],
    ['block', 'bb', 'yes'],
    ['allow', undefined, 'maybe'],
  ] as const)('under %s, %s: %s', (type, model, capable) => {
    expect(isMfaCapable(key(model), 'ada', restricted(type))).toBe(capable)
  })

  it('is let in where restrictions are not enforced', () => {
    expect(isMfaCapable(key(), 'ada', restricted('allow', false))).toBe('yes')
  })
})

describe('an account can', () => {
  const off = compiled(aMethodsPolicy({ Fido2: { state: 'disabled' } }))
  const on = compiled(aMethodsPolicy())
  const withKey = registrationOf(undefined, aMethod(), NOW)
  const flagged = (changes: Parameters<typeof aRegistration>[1]) =>
    registrationOf(aRegistration('ada', { methodsRegistered: null, ...changes }), undefined, NOW)

  it('do MFA with what it has and may use', () => {
    expect([isMfaCapable(withKey, 'ada', on), isMfaCapable(withKey, 'ada', off)]).toEqual(['yes', 'no'])
  })

  it('do it when the report says so and nothing else is known', () => {
    expect(isMfaCapable(flagged({ isMfaCapable: false }), 'ada', on)).toBe('no')
    expect(isMfaCapable(flagged({ isMfaCapable: null }), 'ada', on)).toBe('maybe')
    expect(isPasswordlessCapable(flagged({ isPasswordlessCapable: true }), 'ada', on)).toBe('yes')
  })

  it('satisfy a strength by one combination of which it may use every part', () => {
    const can = (...combinations: string[]) => canSatisfy(combinations, 'ada', withKey, off)

    expect(can('fido2')).toBe('no')
    expect(can('fido2', 'password,microsoftAuthenticatorPush')).toBe('yes')
    expect(can('password,sms')).toBe('no')
    expect(can('federatedMultiFactor')).toBe('maybe')
    expect(can()).toBe('no')
  })
})
