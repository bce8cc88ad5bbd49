import type { Domain } from '#model/records/domains.ts'
import { counted } from '#model/text/words.ts'
import { answer, notAsked, violation } from '../answers.ts'
import { defineRequirement, reading } from '../requirement.ts'

/** How Graph writes "never". */
const NEVER = 2_147_483_647

const NOTE_ON_NULL =
  'where no period is set, passwords expire in tenants from before 2021 only; look at an old tenant by hand'

/** A subdomain follows its root; a root where nothing is set keeps its passwords. */
function expires({ isRoot, passwordValidityPeriodInDays: days }: Domain): boolean | undefined {
  if (isRoot === false) return false
  if (days === undefined) return undefined
  return days !== null && days !== NEVER
}

function rootOf(domain: Domain, domains: readonly Domain[]): Domain | undefined {
  return domains.find(
    ({ id, isRoot }) => isRoot === true && domain.id.toLowerCase().endsWith(`.${id.toLowerCase()}`),
  )
}

export const passwordsDoNotExpire = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.6.1v1',
  title: 'User passwords do not expire',
  obligation: 'shall',
  checks:
    'Every verified, managed root domain has no password validity period, or an endless one; subdomains follow their root. Federated domains keep their passwords elsewhere.',
  readings: [
    reading({
      needs: ['domains'],
      evaluate({ domains }, { tenant }) {
        const managed = domains.filter(
          ({ isVerified, authenticationType }) => isVerified === true && authenticationType === 'Managed',
        )
        const unread = domains.filter((one) => one.isVerified === undefined || !one.authenticationType)
        if (managed.length === 0 && unread.length === 0) return notAsked('no verified domain is managed here')
        const violations = managed
          .filter((domain) => expires(domain) === true)
          .map(({ id, passwordValidityPeriodInDays: days }) =>
            violation(`Passwords of ${id} expire after ${counted(days ?? 0, 'day')}.`, {
              dataset: 'domains',
              id,
              fields: { passwordValidityPeriodInDays: days },
            }),
          )
        const rootless = managed.filter((one) => one.isRoot === false && !rootOf(one, domains))
        const open = [
          ...unread.map(({ id }) => `${id}: how it authenticates was not read`),
          ...managed
            .filter((one) => expires(one) === undefined)
            .map(({ id }) => `${id}: its validity was not read`),
          ...rootless.map(({ id }) => `${id}: its root domain was not read`),
        ]
        const isUnset = managed.some(
          (one) => one.isRoot !== false && one.passwordValidityPeriodInDays === null,
        )
        return answer(tenant, managed.length, violations, open, isUnset ? NOTE_ON_NULL : undefined)
      },
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy',
  ],
})
