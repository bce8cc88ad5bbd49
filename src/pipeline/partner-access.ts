/** Beside what a partner holds: whether its people are asked for MFA, and whether its tasks need all of it. */
import { type CoverageFacts, channelCoverage } from '#access/partners/channel-coverage.ts'
import type { Partner } from '#access/partners/register.ts'
import { declaredTasks, fitOf, tasks } from '#access/partners/tasks.ts'
import { administration } from '#access/roles/administration.ts'
import { signInCoverage } from '#access/sign-ins/coverage.ts'
import { gapOf } from '#model/coverage.ts'
import type { Decisions } from '#model/decisions.ts'
import type { ReportedChannelCoverage, ReportedTasks } from '#model/partner-report.ts'
import type { Facts } from './judge.ts'
import { signInDatasets, signInRecords, wholeness } from './sign-in-records.ts'

/** Without the licence there are none of these, so that nothing was missed. */
const LICENSED: ReadonlySet<string> = new Set([
  'conditionalAccessPolicies',
  'authenticationStrengthPolicies',
  'namedLocations',
])
/** What somebody registered does not say what is asked of them. */
const REGISTRATION: ReadonlySet<string> = new Set([
  'userRegistrationDetails',
  'authenticationMethods',
  'groups',
])

/** Compiles the policies once for all partners. */
export function accessOf(facts: Facts, tenant: string): CoverageFacts {
  const records = signInRecords(facts)
  const coverage = signInCoverage(records, administration(records, tenant), wholeness(facts))
  return {
    ...records,
    verdictOf: (account) => coverage.of(account).verdict,
    accounts: new Map(records.users.map((account) => [account.id, account])),
    unread: signInDatasets.flatMap((name) => {
      const read = facts.coverage(name)
      if (REGISTRATION.has(name) || (read.state === 'unlicensed' && LICENSED.has(name))) return []
      return gapOf(name, read) ?? []
    }),
  }
}

/** Channel by channel, whether MFA is asked. */
export function reportedCoverage(partner: Partner, facts: CoverageFacts): readonly ReportedChannelCoverage[] {
  return channelCoverage(partner, facts).map((one) => ({ ...one }))
}

/** The declared tasks of a partner with what none of them needs; undefined where nobody declared any. */
export function reportedTasks(partner: Partner, decisions: Decisions): ReportedTasks | undefined {
  const declared = declaredTasks(partner, decisions)
  if (declared === undefined) return undefined
  const { beyond, lacking } = fitOf(partner, declared)
  return {
    declared: declared.tasks.map((word) => tasks[word]?.words ?? word),
    notUnderstood: declared.unknown,
    beyond: [...new Set(beyond.map(({ role }) => role))],
    lacking,
  }
}
