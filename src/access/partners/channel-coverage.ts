/**
 * Whether Conditional Access asks a provider's people for MFA, channel by channel. Some channels it cannot reach: users
 * of Azure Lighthouse sign in at home, and applications of other organisations are outside of it (identity.md §a.3,
 * azure.md §3.3). There the partner has to be asked.
 */
import type { User } from '#model/records/users.ts'
import { nameOf } from '../accounts.ts'
import type { Grade } from '../sign-ins/grade.ts'
import {
  type ServiceProviderRecords,
  serviceProviderRequirement,
} from '../sign-ins/service-provider-requirement.ts'
import type { Partner } from './register.ts'
import type { Channel } from './sighting.ts'

export interface ChannelCoverage {
  readonly channel: Channel
  readonly answer: 'covered' | 'notCovered' | 'cannot' | 'unknown'
  readonly because: string
}

export interface CoverageFacts extends ServiceProviderRecords {
  /** The verdict on an account of this tenant. */
  readonly verdictOf: (account: User) => Grade
  readonly accounts: ReadonlyMap<string, User>
  /** What was not read of what decides sign-ins; empty where all was. */
  readonly unread: readonly string[]
}

const CANNOT: Partial<Record<Channel, string>> = {
  lighthouse: 'its people sign in at home, where only the partner can require MFA: ask for it',
  application:
    'an application signs in by itself, and policies reach only applications of this tenant: ask how its credential is kept',
}

const DELEGATED: ReadonlySet<Channel> = new Set([
  'directoryRole',
  'tenantGovernance',
  'azureRole',
  'crossTenantAccess',
])

/** One answer a channel through which somebody or something signs in. */
export function channelCoverage(partner: Partner, facts: CoverageFacts): readonly ChannelCoverage[] {
  return partner.channels.flatMap(({ kind: channel, evidence }): ChannelCoverage[] => {
    const cannot = CANNOT[channel]
    if (cannot !== undefined) return [{ channel, answer: 'cannot', because: cannot }]
    if (DELEGATED.has(channel)) return [{ channel, ...delegated(partner, facts) }]
    if (channel !== 'guest' && channel !== 'localAccount') return []
    return [
      {
        channel,
        ...ofAccounts(
          evidence.flatMap(({ id }) => facts.accounts.get(id) ?? []),
          facts,
        ),
      },
    ]
  })
}

type Answer = Omit<ChannelCoverage, 'channel'>

/** The worst over its tenants; a provider without a known tenant is judged as one that is named nowhere. */
function delegated({ tenantIds }: Partner, facts: CoverageFacts): Answer {
  const providers = tenantIds.length === 0 ? [undefined] : tenantIds
  const answers = providers.map((tenantId): Answer => {
    const requirement = serviceProviderRequirement({ tenantId }, facts)
    if ('covered' in requirement)
      return { answer: 'covered', because: 'a policy for service providers asks for MFA' }
    if ('undecided' in requirement) return { answer: 'unknown', because: requirement.because.join('; ') }
    const [gap] = facts.unread
    return gap === undefined
      ? { answer: 'notCovered', because: requirement.because }
      : { answer: 'unknown', because: gap }
  })
  return worst(answers)
}

function ofAccounts(accounts: readonly User[], { verdictOf, unread }: CoverageFacts): Answer {
  const answers = accounts.map((account): Answer => {
    const verdict = verdictOf(account)
    if (verdict === 'unknown' || (unread.length > 0 && (verdict === 'D' || verdict === 'E')))
      return { answer: 'unknown', because: unread[0] ?? `of ${nameOf(account)} it is not known` }
    return verdict === 'D' || verdict === 'E'
      ? { answer: 'notCovered', because: `one factor is enough for ${nameOf(account)}` }
      : { answer: 'covered', because: 'each of these accounts is asked for MFA' }
  })
  return worst(answers)
}

const ORDER = ['notCovered', 'unknown', 'covered'] as const

function worst(answers: readonly Answer[]): Answer {
  const found = ORDER.flatMap((wanted) => answers.filter(({ answer }) => answer === wanted))
  return found[0] ?? { answer: 'unknown', because: 'nobody was found to judge it for' }
}
