import type { AuthenticationMethodsPolicy } from '#model/records/authentication-methods-policy.ts'
import { answer, notAsked, notKnown, type Violation, violation } from '../answers.ts'
import { defineRequirement, reading } from '../requirement.ts'
import { isMigrated, methodIn, methodsFact } from './settings/methods.ts'

const WEAK: Readonly<Record<string, string>> = {
  Sms: 'Text messages',
  Voice: 'Voice calls',
  Email: 'One-time passcodes by e-mail',
}

/** The state of a method that cannot be told is no violation. */
function enabledIn(policy: AuthenticationMethodsPolicy): readonly Violation[] {
  return Object.entries(WEAK).flatMap(([id, words]) => {
    const state = methodIn(policy, id)?.state
    const isOff = state === undefined || state === null || state === 'disabled'
    return isOff ? [] : [violation(`${words} are ${state}.`, methodsFact(policy, { [id]: state }))]
  })
}

function unreadIn(policy: AuthenticationMethodsPolicy): readonly string[] {
  return Object.entries(WEAK).flatMap(([id, words]) =>
    methodIn(policy, id)?.state ? [] : [`${words}: their state was not read`],
  )
}

export const weakMethodsDisabled = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.3.5v2',
  title: 'Text messages, voice calls and e-mail passcodes are disabled',
  obligation: 'shall',
  checks:
    'Sms, Voice and Email are disabled in the authentication methods policy. Where they are, but the migration to it is not complete, older settings decide and the requirement is not asked.',
  readings: [
    reading({
      needs: ['authenticationMethodsPolicy'],
      evaluate({ authenticationMethodsPolicy: [policy] }, { tenant }) {
        if (!policy) return notKnown('the authentication methods policy was not read')
        const violations = enabledIn(policy)
        const unread = unreadIn(policy)
        if (violations.length === 0 && unread.length === 0 && isMigrated(policy) !== true)
          return notAsked('the migration of authentication methods is not complete (MS.AAD.3.4)')
        return answer(tenant, Object.keys(WEAK).length, violations, unread)
      },
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-methods-manage',
  ],
})
