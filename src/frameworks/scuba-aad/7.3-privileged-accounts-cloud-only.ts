import type { Domain } from '#model/records/domains.ts'
import type { User } from '#model/records/users.ts'
import { answer, violation } from '../answers.ts'
import { defineRequirement, reading } from '../requirement.ts'
import { holderDatasets, peopleBehind } from './roles/people.ts'

/** Why the account does not live in the cloud alone. */
function homeElsewhere(user: User, federated: ReadonlySet<string>): string | undefined {
  const domain = user.userPrincipalName?.split('@').at(-1)?.toLowerCase() ?? ''
  if (user.onPremisesSyncEnabled === true) return 'is synchronised from a directory on premises'
  return federated.has(domain) ? `signs in at the identity provider of ${domain}` : undefined
}

function federatedDomains(domains: readonly Domain[]): ReadonlySet<string> {
  const federated = domains.filter(({ authenticationType }) => authenticationType === 'Federated')
  return new Set(federated.map(({ id }) => id.toLowerCase()))
}

export const privilegedAccountsCloudOnly = defineRequirement({
  framework: 'scuba-aad',
  id: 'MS.AAD.7.3v1',
  title: 'Privileged accounts live in the cloud alone',
  obligation: 'shall',
  checks:
    'No account with a highly privileged role comes from a directory on premises or signs in at another identity provider. An export of ScubaGear says so with the id on premises.',
  readings: [
    reading({
      needs: ['privilegedUsers'],
      evaluate({ privilegedUsers: users }, { tenant }) {
        const violations = users
          .filter(({ onPremisesImmutableId }) => typeof onPremisesImmutableId === 'string')
          .map(({ id, displayName, onPremisesImmutableId }) =>
            violation(`${displayName ?? id} belongs to an account on premises.`, {
              dataset: 'privilegedUsers',
              id,
              fields: { onPremisesImmutableId },
            }),
          )
        const open = users
          .filter(({ onPremisesImmutableId }) => onPremisesImmutableId === undefined)
          .map(({ id }) => `the id on premises of ${id} was not read`)
        return answer(tenant, users.length, violations, open)
      },
    }),
    reading({
      needs: [...holderDatasets, 'domains'],
      emptyWithoutLicence: ['roleEligibilityScheduleInstances'],
      evaluate(view, stated) {
        const { people, open } = peopleBehind(view, stated)
        const privileged = new Set(people.map(({ id }) => id))
        const users = view.users.filter(({ id }) => privileged.has(id.toLowerCase()))
        const federated = federatedDomains(view.domains)
        const violations = users.flatMap((user) => {
          const why = homeElsewhere(user, federated)
          const { id, userPrincipalName, onPremisesSyncEnabled } = user
          const fact = { dataset: 'users' as const, id, fields: { userPrincipalName, onPremisesSyncEnabled } }
          return why === undefined ? [] : [violation(`${userPrincipalName ?? id} ${why}.`, fact)]
        })
        const hidden = open.map(({ because }) => because)
        return answer(stated.tenant, users.length, violations, hidden)
      },
    }),
  ],
  references: [
    'https://www.cisa.gov/resources-tools/services/secure-cloud-business-applications-scuba-project',
    'https://learn.microsoft.com/entra/architecture/protect-m365-from-on-premises-attacks',
  ],
})
