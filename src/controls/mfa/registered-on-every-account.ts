import { isExternal, mayLiveInAnotherTenant } from '#access/accounts.ts'
import { accountFact, accountSubject, blastRadiusOf } from '#access/evidence.ts'
import { homeMfaIsTrusted } from '#access/home-mfa.ts'
import { type Administration, administration, isPrivileged } from '#access/roles/administration.ts'
import { isDirectorySynchronization, looksLikeSynchronization } from '#access/roles/memberships.ts'
import type { Ternary } from '#access/ternary.ts'
import { defineControl } from '#model/control.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Evidence } from '#model/outcome.ts'
import type { UserRegistrationDetails } from '#model/records/user-registration-details.ts'
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
    'crossTenantAccessPolicyDefault',
    'crossTenantAccessPolicyPartners',
    'roleAssignments',
    'groupMembers',
  ],
  absences: [],
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
  evaluate(view, { decisions }) {
    const estate = administration(view, decisions.tenant)
    const rows = new Map(view.userRegistrationDetails.map((row) => [row.id.toLowerCase(), row]))
    const trusted = homeMfaIsTrusted(
      view.crossTenantAccessPolicyDefault,
      view.crossTenantAccessPolicyPartners,
    )
    const tally = new Tally()
    const notes = { exempt: 0, atHome: 0 }
    for (const account of view.users) {
      if (account.accountEnabled === false) continue
      const row = rows.get(account.id.toLowerCase())
      const home = registeredAtHome(account, trusted)
      if (account.accountEnabled !== true) tally.unknown('whether some accounts are enabled was not read')
      else if (row?.isMfaRegistered === true) tally.ok()
      else if (home === 'yes') {
        notes.atHome += 1
        tally.ok()
      } else if (isDirectorySynchronization(account, estate.roles)) notes.exempt += 1
      else if (home === 'maybe') tally.unknown('whether MFA of some guests is trusted from home is not known')
      else if (row?.isMfaRegistered !== false) tally.unknown(missing(row))
      else tally.violation(unregistered(account, row, estate))
    }
    return tally.outcome('there is no enabled account', noteOf(notes))
  },
})

/** Whether the account can do its MFA elsewhere, where this tenant does not see what is registered. */
function registeredAtHome(account: User, trusted: Ternary): Ternary {
  if (trusted === 'no' || !mayLiveInAnotherTenant(account)) return 'no'
  return isExternal(account) === true ? trusted : 'maybe'
}

function missing(row: UserRegistrationDetails | undefined): string {
  return row === undefined
    ? 'some accounts have no row in the registration report: it lags up to 36 hours'
    : 'isMfaRegistered is missing from some rows of the registration report'
}

function unregistered(account: User, row: UserRegistrationDetails, estate: Administration): Evidence {
  const tier = estate.tierOf(account.id)
  const { id, isMfaRegistered, methodsRegistered, lastUpdatedDateTime } = row
  return {
    subject: accountSubject(account),
    summary: 'No second factor is registered: whoever signs in first with the password may register one.',
    facts: [
      accountFact(account),
      {
        dataset: 'userRegistrationDetails',
        id,
        fields: { isMfaRegistered, methodsRegistered, lastUpdatedDateTime },
      },
    ],
    blastRadius: blastRadiusOf(tier),
    severity: isPrivileged(tier) ? 'critical' : 'high',
    wouldPassIf: 'the registration report showed isMfaRegistered',
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
