import { isExternal } from '#access/accounts.ts'
import { accountFact, accountSubject } from '#access/evidence.ts'
import { groupIndex } from '#access/groups.ts'
import { registrationFacts } from '#access/registration/evidence.ts'
import { methodsPolicy } from '#access/registration/methods-policy.ts'
import { passwordlessPath } from '#access/registration/passwordless-path.ts'
import { methodLabels, type Registration, registrations } from '#access/registration/registration.ts'
import { looksLikeSynchronization } from '#access/roles/memberships.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import type { User } from '#model/records/users.ts'
import { Tally } from '#model/tally.ts'

export const passwordlessProgress = defineControl({
  id: 'mfa/passwordless-progress',
  title: 'Everybody can sign in without a password',
  practice: 'p1',
  // The practice asks to consider it, and so does this: a list to work on, never an alarm.
  severity: 'info',
  needs: [
    'users',
    'userRegistrationDetails',
    'authenticationMethods',
    'authenticationMethodsPolicy',
    'groupMembers',
  ],
  absences: [],
  eitherOf: ['userRegistrationDetails', 'authenticationMethods'],
  rationale:
    'A password that nobody types cannot be phished, reused or guessed. Most people are one setting away: they ' +
    'already carry Authenticator and never turned on phone sign-in.',
  remediation: [
    'Allow Microsoft Authenticator in the mode "Any" and passkeys (FIDO2) for all users in the authentication methods policy.',
    'Give those who have registered nothing a Temporary Access Pass.',
    'Ask those who have Authenticator to open the account in it and choose "Set up passwordless sign-in requests".',
    'Prefer passkeys for administrators: phone sign-in is without password and can still be phished.',
  ],
  references: [
    'https://learn.microsoft.com/entra/identity/authentication/howto-authentication-passwordless-phone',
    'https://learn.microsoft.com/entra/identity/authentication/how-to-deploy-phishing-resistant-passwordless-authentication',
  ],
  evaluate(view, { now }) {
    const registered = registrations(view, now)
    const policy = methodsPolicy(view.authenticationMethodsPolicy, groupIndex(view.groupMembers))
    const tally = new Tally()
    for (const account of view.users) {
      if (!isPerson(account)) continue
      const registration = registered.of(account.id)
      const path = passwordlessPath(registration, account.id, policy)
      if (account.accountEnabled !== true) tally.unknown('whether some accounts are enabled was not read')
      else if (path.state === 'ready') tally.ok()
      else if (path.state === 'unknown') tally.unknown(path.because)
      else tally.violation(withPassword(account, registration, path.steps))
    }
    return tally.outcome('there is no enabled member account')
  },
})

/** Guests sign in at home. A name is enough to leave out directory synchronisation: nothing is excused by it here. */
function isPerson(account: User): boolean {
  return (
    account.accountEnabled !== false && isExternal(account) !== true && !looksLikeSynchronization(account)
  )
}

function withPassword(account: User, registration: Registration, steps: readonly string[]): Evidence {
  const left = steps.length === 1 ? 'One step is left' : `${steps.length} steps are left`
  const has = methodLabels(registration).join(', ') || 'nothing'
  return {
    subject: accountSubject(account),
    summary: `Signs in with a password (registered: ${has}). ${left}: ${steps.join('; then ')}.`,
    facts: [accountFact(account), ...registrationFacts(registration)],
    blastRadius: 'account',
    wouldPassIf: 'phone sign-in in Authenticator or a passkey was registered and allowed',
  }
}
