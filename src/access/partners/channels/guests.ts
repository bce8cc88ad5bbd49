/**
 * Accounts of people who live elsewhere: those that hold a role here, and those of an organisation that is on the
 * register anyhow (identity.md §d.5 channel 6, §e.3).
 */
import type { Claim } from '#model/claims.ts'
import type { User } from '#model/records/users.ts'
import { isExternal, nameOf } from '../../accounts.ts'
import { invitedDomain, organisationDomain } from '../domains.ts'
import { claimOf, type Power, type Sighting } from '../sighting.ts'
import type { PartnerSources } from '../sources.ts'
import { azurePower } from './azure-roles.ts'
import { powerOf } from './directory-roles.ts'

/** The powers of an account, in the directory and in Azure, and the claims that go with them. */
export interface AccountPowers {
  readonly powers: readonly Power[]
  readonly claims: readonly Claim[]
}

/** Indexes the powers of accounts once. */
export function powersOfAccounts(sources: PartnerSources): (account: User) => AccountPowers {
  const { azureRoleAssignments, azureRoleEligibility } = sources.records
  const active = Map.groupBy(azureRoleAssignments, ({ principalId }) => principalId)
  const eligible = Map.groupBy(azureRoleEligibility, ({ principalId }) => principalId)
  return (account) => {
    const id = account.id.toLowerCase()
    const step = { id: account.id, name: nameOf(account), via: 'account' }
    const directory = (sources.administration.holders.accounts.get(id) ?? []).map(
      ({ grant, throughGroup }) => {
        const group = throughGroup === undefined ? [] : powerOf(grant).path
        const power = { ...powerOf(grant), path: [step, ...group] }
        const claim = claimOf(grant.dataset, power, { account: id, through: throughGroup ?? 'directly' })
        return [power, claim] as const
      },
    )
    const azure = [
      ...(active.get(id) ?? []).map((row) => ['azureRoleAssignments', row] as const),
      ...(eligible.get(id) ?? []).map((row) => ['azureRoleEligibility', row] as const),
    ].map(([dataset, row]) => {
      const power = { ...azurePower(dataset, row, sources), path: [step] }
      return [power, claimOf(dataset, power, { account: id })] as const
    })
    const all = [...directory, ...azure]
    return { powers: all.map(([power]) => power), claims: all.map(([, claim]) => claim) }
  }
}

/** Guests with a role; whose they are is told by the address they were invited under. */
export function guestSightings(
  sources: PartnerSources,
  powersOf: (account: User) => AccountPowers,
): readonly Sighting[] {
  return sources.records.users.flatMap((account) => {
    if (isExternal(account) !== true) return []
    const held = powersOf(account)
    return held.powers.length === 0 ? [] : [guestSighting(account, held, sources)]
  })
}

/** A guest as a sighting of the organisation that its address points to. */
export function guestSighting(
  account: User,
  { powers, claims }: AccountPowers,
  sources: PartnerSources,
): Sighting {
  const { id, userPrincipalName, userType, createdDateTime, accountEnabled } = account
  return {
    channel: 'guest',
    home: { domain: homeDomainOf(account, sources), principalId: id },
    evidence: { dataset: 'users', id, fields: { userPrincipalName, userType, accountEnabled } },
    since: createdDateTime ?? undefined,
    powers: powers.map((power) => ({ ...power, channel: 'guest' })),
    claims: [
      {
        dataset: 'users',
        key: { channel: 'guest', account: id.toLowerCase() },
        end: null,
        what: `guest ${nameOf(account)}`,
      },
      ...claims,
    ],
  }
}

/** A domain of this tenant is no home elsewhere. */
export function homeDomainOf(account: User, { records }: PartnerSources): string | undefined {
  const domain = invitedDomain(account.userPrincipalName) ?? organisationDomain(account.mail)
  const own = records.organization[0]?.verifiedDomains ?? []
  return own.some(({ name }) => name?.toLowerCase() === domain) ? undefined : domain
}
