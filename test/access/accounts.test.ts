import { expect, it } from 'vitest'
import { isExternal, mayLiveInAnotherTenant, possibleTypesOf } from '#access/accounts.ts'
import { aGuest, anAccount } from '../builders/index.ts'

const noIdentities = { identities: undefined }
const microsoftAccount = { identities: [{ signInType: 'federated', issuer: 'MicrosoftAccount' }] }

it.each([
  ['a member', anAccount(), ['member'], false],
  ['a member older than userType', anAccount('a', { userType: null }), ['member'], false],
  ['an internal guest', anAccount('a', { userType: 'Guest' }), ['internalGuest'], false],
  ['a guest of another tenant', aGuest(), ['b2bCollaborationGuest'], true],
  ['an external member', aGuest('g', { userType: 'Member' }), ['b2bCollaborationMember'], true],
  ['a guest known by its UPN alone', aGuest('g', noIdentities), ['b2bCollaborationGuest'], true],
  ['a guest with a personal account', aGuest('g', microsoftAccount), ['b2bCollaborationGuest'], true],
  [
    'a guest of whom little was read',
    anAccount('a', { userType: 'Guest', ...noIdentities }),
    ['internalGuest', 'b2bCollaborationGuest'],
    undefined,
  ],
  [
    'somebody without a user type',
    aGuest('g', { userType: undefined }),
    ['b2bCollaborationMember', 'b2bCollaborationGuest'],
    true,
  ],
])('%s', (_, account, types, external) => {
  expect(possibleTypesOf(account)).toEqual(types)
  expect(isExternal(account)).toBe(external)
})

it('knows whose home could be another tenant', () => {
  expect(mayLiveInAnotherTenant(anAccount())).toBe(false)
  expect(mayLiveInAnotherTenant(aGuest())).toBe(true)
  expect(mayLiveInAnotherTenant(aGuest('g', microsoftAccount))).toBe(false)
})
