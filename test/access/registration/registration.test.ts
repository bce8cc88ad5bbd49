/** What an account has registered, out of two sources that may be missing, incomplete, or at odds. */
import { describe, expect, it } from 'vitest'
import {
  isPhishingResistantReady,
  methodLabels,
  registrationOf,
  weakestFactor,
} from '#access/registration/registration.ts'
import type { AuthenticationMethods } from '#model/records/authentication-methods.ts'
import type { UserRegistrationDetails } from '#model/records/user-registration-details.ts'
import { NOW } from '../../builders/index.ts'

type Method = AuthenticationMethods['methods'][number]

const listed = (type: string, changes: Partial<Method> = {}): Method => ({
  '@odata.type': `#microsoft.graph.${type}AuthenticationMethod`,
  ...changes,
})
const list = (...methods: readonly (string | Method)[]): AuthenticationMethods => ({
  userId: 'ada',
  methods: [listed('password'), ...methods.map((it) => (typeof it === 'string' ? listed(it) : it))],
})
const report = (
  isMfaRegistered: boolean | null,
  methodsRegistered: string[] | null = null,
  lastUpdatedDateTime: string | null = null,
): UserRegistrationDetails => ({ id: 'ada', isMfaRegistered, methodsRegistered, lastUpdatedDateTime })
const hello = (createdDateTime: string) => listed('windowsHelloForBusiness', { createdDateTime })
const pass = (changes: Partial<Method>) => listed('temporaryAccessPass', changes)

describe('a second factor is registered', () => {
  it.each([
    ['neither source has a row', undefined, undefined, 'maybe'],
    ['the report says so', report(true, ['fido2SecurityKey']), undefined, 'yes'],
    ['the report says no', report(false, []), undefined, 'no'],
    ['the report lists a key and no flag', report(null, ['passKeySynced']), undefined, 'yes'],
    ['the report lists mail alone and no flag', report(null, ['email']), undefined, 'no'],
    ['the report has neither flag nor methods', report(null), undefined, 'maybe'],
    ['the report lists a word of a later version', report(null, ['brainwaves']), undefined, 'maybe'],
    ['the report flags it, whatever the word', report(true, ['brainwaves']), undefined, 'yes'],
    ['the list has a password alone', undefined, list(), 'no'],
    ['the list has mail, which resets passwords only', undefined, list('email'), 'no'],
    ['the list has a QR code for the shop floor', undefined, list('qrCodePin'), 'no'],
    ['the list has Authenticator', undefined, list('microsoftAuthenticator'), 'yes'],
    ['the list has a method of another provider', undefined, list('external'), 'yes'],
    ['the list has a type of a later version', undefined, list('telepathy'), 'maybe'],
    ['both say yes', report(true, ['mobilePhone']), list('phone'), 'yes'],
    ['both say no', report(false, []), list(), 'no'],
    ['the report is silent, the list knows', report(null), list('fido2'), 'yes'],
    [
      'the report knows, the list has an odd type',
      report(true, ['fido2SecurityKey']),
      list('telepathy'),
      'yes',
    ],
    ['the report says no, the list has an odd type', report(false, []), list('telepathy'), 'maybe'],
    ['the list is newer', report(false, [], '2026-05-01'), list(hello('2026-05-02T00:00:00Z')), 'yes'],
    ['the list is older', report(false, [], '2026-05-03'), list(hello('2026-05-02T00:00:00Z')), 'maybe'],
    ['no time says which is newer', report(false, []), list('fido2'), 'maybe'],
    ['the report has more, and nothing says when', report(true, ['fido2SecurityKey']), list(), 'maybe'],
    ['certificates are in the report alone', report(true, ['certificateBasedAuthentication']), list(), 'yes'],
    ['a pass in the report alone', report(true, ['temporaryAccessPass']), undefined, 'maybe'],
    [
      'a pass in the report that the list knows to be over',
      report(true, ['temporaryAccessPass']),
      list(pass({ isUsable: false })),
      'no',
    ],
  ] as const)('%s', (_, reported, methods, registered) => {
    expect(registrationOf(reported, methods, NOW).registered).toBe(registered)
  })

  it('gives a reason exactly when it is not known', () => {
    expect(registrationOf(undefined, undefined, NOW).because).toMatch(/36 hours/)
    expect(registrationOf(report(false, []), list('fido2'), NOW).because).toMatch(/disagree/)
    expect(registrationOf(undefined, list('telepathy'), NOW).because).toMatch(/telepathy/)
    expect(registrationOf(report(true), undefined, NOW).because).toBeUndefined()
  })
})

describe('a Temporary Access Pass counts', () => {
  it.each([
    ['while it is usable', { isUsable: true }, 'yes'],
    ['not when it is not usable', { isUsable: false }, 'no'],
    ['perhaps, when nobody said', {}, 'maybe'],
    [
      'not after its end, whatever was read then',
      { isUsable: true, startDateTime: '2026-05-31T00:00:00Z', lifetimeInMinutes: 60 },
      'no',
    ],
    [
      'until its end',
      { isUsable: true, startDateTime: '2026-05-31T23:30:00Z', lifetimeInMinutes: 60 },
      'yes',
    ],
    ['not before its start', { startDateTime: '2026-06-02T00:00:00Z', lifetimeInMinutes: 60 }, 'no'],
  ] as const)('%s', (_, changes, registered) => {
    expect(registrationOf(undefined, list(pass(changes)), NOW).registered).toBe(registered)
  })
})

describe('the methods of an account', () => {
  it('are joined: the report tells notifications from phone sign-in, the list the rest', () => {
    const both = registrationOf(
      report(true, ['microsoftAuthenticatorPush', 'mobilePhone', 'brainwaves']),
      list('microsoftAuthenticator', 'phone', 'telepathy'),
      NOW,
    )

    expect(methodLabels(both)).toEqual([
      'Authenticator notifications',
      'brainwaves',
      'mobile phone',
      'telepathy',
    ])
  })

  it('have a weakest factor, the one that an attacker chooses; mail and passwords are none', () => {
    const some = registrationOf(
      undefined,
      list('fido2', 'email', listed('phone', { phoneType: 'office' })),
      NOW,
    )

    expect(weakestFactor(some)).toBe('officePhone')
    expect(weakestFactor(registrationOf(undefined, list('email'), NOW))).toBeUndefined()
  })

  it.each([
    [undefined, list('fido2'), 'yes'],
    [undefined, list('platformCredential'), 'yes'],
    [report(true, ['certificateBasedAuthentication']), undefined, 'yes'],
    [undefined, list('microsoftAuthenticator', 'phone'), 'no'],
    [undefined, list('telepathy'), 'maybe'],
    [report(true), undefined, 'maybe'],
    [undefined, undefined, 'maybe'],
  ] as const)('withstand phishing or not (%#)', (reported, methods, ready) => {
    expect(isPhishingResistantReady(registrationOf(reported, methods, NOW))).toBe(ready)
  })
})
