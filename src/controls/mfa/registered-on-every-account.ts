import { isExternal, mayLiveInAnotherTenant } from '#access/accounts.ts'
import { accountFact, accountSubject, blastRadiusOf } from '#access/evidence.ts'
import { homeMfaIsTrusted } from '#access/home-mfa.ts'
import { certificatesAllowed } from '#access/methods.ts'
import { registrationFacts } from '#access/registration/evidence.ts'
import { type Registration, registrations } from '#access/registration/registration.ts'
import { type Administration, administration, isPrivileged } from '#access/roles/administration.ts'
import { isDirectorySynchronization, looksLikeSynchronization } from '#access/roles/memberships.ts'
import type { Ternary } from '#access/ternary.ts'
import { defineControl } from '#model/control.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Evidence } from '#model/outcome.ts'
import type { User } from '#model/records/users.ts'
import { Tally } from '#model/tally.ts'

export const mfaRegisteredOnEveryAccount = defineControl({
  id: 'mfa/registered-on-every-account',
  title: 'MFA is registered on every account',
  practice: 'p1',
  severity: 'high',
  needs: [
    'users',
    'userRegistrationDetails',
    'authenticationMethods',
    'authenticationMethodsPolicy',
    'crossTenantAccessPolicyDefault',
    'crossTenantAccessPolicyPartners',
    'roleAssignments',
    'groupMembers',
  ],
  absences: [],
  // Without Entra ID P1 there is no report, and everybody's methods are read instead (identity.md §a.6, §a.7).
  eitherOf: ['userRegistrationDetails', 'authenticationMethods'],
  rationale:
    'Where MFA is demanded but not registered, whoever signs in first with the password registers the factor: ' +
    'the attacker as well as the owner. Registration is a fact of its own beside enforcement.',
  remediation: [
    'Give each of these people a Temporary Access Pass and have them register a method, a passkey first.',
    'Turn on the registration campaign in the authentication methods policy.',
    'Require MFA or a Temporary Access Pass for the user action "register security information", excluding the break-glass accounts.',
    'Disable the accounts that nobody claims.',
  ],
  references: [
    'https://learn.microsoft.com/entra/identity/authentication/howto-authentication-methods-activity',
    'https://learn.microsoft.com/entra/identity/authentication/howto-mfa-registration-campaign',
  ],
  evaluate(view, { decisions, now }) {
    const estate = administration(view, decisions.tenant)
    const registered = registrations(view, now)
    const certificates = certificatesAllowed(view.authenticationMethodsPolicy)
    const trusted = homeMfaIsTrusted(
      view.crossTenantAccessPolicyDefault,
      view.crossTenantAccessPolicyPartners,
    )
    const tally = new Tally()
    const notes = { exempt: 0, atHome: 0 }
    for (const account of view.users) {
      if (account.accountEnabled === false) continue
      const registration = registered.of(account.id)
      const home = registeredAtHome(account, trusted)
      const doubt = doubtOf(registration, certificates)
      if (account.accountEnabled !== true) tally.unknown('whether some accounts are enabled was not read')
      else if (registration.registered === 'yes') tally.ok()
      else if (home === 'yes') {
        notes.atHome += 1
        tally.ok()
      } else if (isDirectorySynchronization(account, estate.roles)) notes.exempt += 1
      else if (home === 'maybe') tally.unknown('whether MFA of some guests is trusted from home is not known')
      else if (doubt !== undefined) tally.unknown(doubt)
      else tally.violation(unregistered(account, registration, estate))
    }
    return tally.outcome('there is no enabled account', noteOf(notes))
  },
})

/** Certificates are in the report and never in the list: the list alone cannot show that there is none. */
function doubtOf({ registered, because, report }: Registration, certificates: Ternary): string | undefined {
  if (registered !== 'no') return because
  if (report !== undefined || certificates === 'no') return undefined
  return certificates === 'yes'
    ? 'certificate-based authentication is allowed, and the list of methods does not show who has a certificate'
    : 'whether certificates are allowed is not known (authenticationMethodsPolicy)'
}

/** Whether the account can do its MFA elsewhere, where this tenant does not see what is registered. */
function registeredAtHome(account: User, trusted: Ternary): Ternary {
  if (trusted === 'no' || !mayLiveInAnotherTenant(account)) return 'no'
  return isExternal(account) === true ? trusted : 'maybe'
}

function unregistered(account: User, registration: Registration, estate: Administration): Evidence {
  const tier = estate.tierOf(account.id)
  return {
    subject: accountSubject(account),
    summary: 'No second factor is registered: whoever signs in first with the password may register one.',
    facts: [accountFact(account), ...registrationFacts(registration)],
    blastRadius: blastRadiusOf(tier),
    severity: isPrivileged(tier) ? 'critical' : 'high',
    wouldPassIf:
      registration.report === undefined
        ? 'a second factor was among its registered methods'
        : 'the registration report showed isMfaRegistered',
    absences: absencesOf(account),
  }
}

/** A partner's entry could trust the guest's home; a role could make the account the synchronisation account. */
function absencesOf(account: User): readonly DatasetName[] {
  return [
    ...(mayLiveInAnotherTenant(account) ? (['crossTenantAccessPolicyPartners'] as const) : []),
    ...(looksLikeSynchronization(account) ? (['roleAssignments'] as const) : []),
  ]
}

function noteOf({ exempt, atHome }: { exempt: number; atHome: number }): string | undefined {
  const notes = [
    atHome > 0 && `${atHome} guests registered at home, not visible here: their home's MFA is trusted`,
    exempt > 0 && `${exempt} directory synchronisation accounts are an expected exemption`,
  ]
  return notes.filter((note) => note !== false).join('; ') || undefined
}
