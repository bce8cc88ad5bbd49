import { attestationOf } from '#access/attested.ts'
import { accountFact, accountSubject, blastRadiusOf } from '#access/evidence.ts'
import { homeMfaIsTrusted } from '#access/home-mfa.ts'
import { governanceOf, type Shortcoming } from '#access/partners/account-governance.ts'
import { partnerDatasets, supplementingDatasets } from '#access/partners/records.ts'
import { type Partner, partnerRegister } from '#access/partners/register.ts'
import { registrations } from '#access/registration/registration.ts'
import { highest } from '#access/roles/tiers.ts'
import { itemsOf } from '#model/claims.ts'
import { defineControl } from '#model/control.ts'
import type { Evidence } from '#model/outcome.ts'
import type { User } from '#model/records/users.ts'
import { Tally } from '#model/tally.ts'

export const providerAccountsAreGoverned = defineControl({
  id: 'partners/provider-accounts-are-governed',
  title: 'Guests and accounts that providers use have an owner, a second factor and a review',
  practice: 'p8',
  severity: 'high',
  needs: [
    ...partnerDatasets,
    'guestSponsors',
    'accessReviewDefinitions',
    'userRegistrationDetails',
    'authenticationMethods',
    'crossTenantAccessPolicyDefault',
  ],
  absences: [],
  supplements: [...supplementingDatasets, 'appRoleAssignments'],
  emptyWithoutLicence: [
    'roleEligibilityScheduleInstances',
    'azureRoleEligibility',
    'accessReviewDefinitions',
  ],
  eitherOf: ['userRegistrationDetails', 'authenticationMethods'],
  rationale:
    'Some providers work through guests or through accounts made for them in this tenant. Nobody here knows who sits ' +
    'behind them, they outlive the contract, and no relationship that ends takes them away. Microsoft advises ' +
    'providers against accounts in their customers’ tenants.',
  remediation: [
    'Ask the provider to work through delegated administration instead, and remove the account.',
    'What has to stay gets a person who answers for it: a sponsor for a guest, or keyward declare people "UPN: NAME" --reason "…".',
    'Require MFA of it, give it the least role, and review it each quarter: an access review of guests, or keyward attest.',
  ],
  references: [
    'https://learn.microsoft.com/entra/external-id/auditing-and-reporting',
    'https://learn.microsoft.com/entra/id-governance/access-reviews-external-users',
    'https://learn.microsoft.com/partner-center/security/customer-security-best-practices',
  ],
  evaluate(view, { now, decisions }) {
    const tally = new Tally()
    const known = registrations(view, now)
    const accounts = new Map(view.users.map((account) => [account.id, account]))
    const { partners } = partnerRegister(view, decisions.tenant, now)
    for (const partner of partners) {
      const items = itemsOf(partner.claims, decisions.fingerprint)
      const isAttested = attestationOf(partner.ids, items, decisions, now).state === 'attested'
      for (const account of accountsOf(partner, accounts)) {
        const { shortcomings, doubts } = governanceOf(account, {
          sponsors: view.guestSponsors,
          reviews: view.accessReviewDefinitions,
          registration: (id) => known.of(id),
          homeMfa: homeMfaIsTrusted(
            view.crossTenantAccessPolicyDefault,
            view.crossTenantAccessPolicyPartners,
          ),
          isAttested,
          decisions,
        })
        const [doubt] = doubts
        if (shortcomings.length > 0) tally.violation(evidenceOf(account, partner, shortcomings))
        else if (doubt !== undefined) tally.unknown(doubt)
        else tally.ok()
      }
    }
    return tally.outcome('no provider is known to use an account of this tenant')
  },
})

/** Guests and accounts that are switched off can do nothing. */
function accountsOf({ channels }: Partner, accounts: ReadonlyMap<string, User>): readonly User[] {
  const own = channels.filter(({ kind }) => kind === 'guest' || kind === 'localAccount')
  return own
    .flatMap(({ evidence }) => evidence.flatMap(({ id }) => accounts.get(id) ?? []))
    .filter(({ accountEnabled }) => accountEnabled !== false)
}

function evidenceOf(account: User, partner: Partner, shortcomings: readonly Shortcoming[]): Evidence {
  const subject = accountSubject(account)
  const own = partner.powers.filter(({ path }) => path.some(({ id }) => id === account.id))
  const roles = [...new Set(own.map(({ role }) => role))]
  const holds = roles.length === 0 ? 'without a role' : `with ${roles.join(', ')}`
  const certain = shortcomings.filter(({ restsOn }) => restsOn.length === 0)
  return {
    subject,
    summary: `${subject.name}, an account of ${partner.name} ${holds}: ${shortcomings.map(({ words }) => words).join('; ')}.`,
    facts: [accountFact(account)],
    blastRadius: blastRadiusOf(highest(own.map(({ tier }) => tier))),
    severity: roles.length === 0 ? 'medium' : 'high',
    wouldPassIf: 'it had an owner, a second factor and a review, or was removed',
    // Where one shortcoming is certain, the others' missing records do not take it back.
    ...(certain.length > 0 ? {} : { absences: shortcomings.flatMap(({ restsOn }) => restsOn) }),
  }
}
