/** Who can sign in with one factor, account by account, from a snapshot or from exported files. */
import { nameOf, possibleTypesOf } from '#access/accounts.ts'
import { registrations } from '#access/registration/registration.ts'
import { administration } from '#access/roles/administration.ts'
import { activatedVerdicts, bothEstates } from '#access/sign-ins/as-activated.ts'
import { type CoverageOptions, type SignInCoverage, signInCoverage } from '#access/sign-ins/coverage.ts'
import { type Gaps, gapFinder, type Names } from '#access/sign-ins/gaps.ts'
import type { Grade } from '#access/sign-ins/grade.ts'
import { gapOf } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { User } from '#model/records/users.ts'
import { type ReportedAccount, type SignInReport, signInReportSchemaVersion } from '#model/sign-in-report.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import { loadFacts } from './facts.ts'
import type { Facts } from './judge.ts'

export const signInDatasets = [
  'users',
  'conditionalAccessPolicies',
  'authenticationStrengthPolicies',
  'namedLocations',
  'identitySecurityDefaultsEnforcementPolicy',
  'perUserMfaStates',
  'groups',
  'groupMembers',
  'roleAssignments',
  'roleDefinitions',
  'organization',
  'userRegistrationDetails',
  'authenticationMethods',
] as const satisfies readonly DatasetName[]

/** Judges every account of a snapshot. @throws KeywardError `snapshot-broken` */
export async function signInReport(snapshot: Snapshot, tenant: string): Promise<SignInReport> {
  const facts = await loadFacts(snapshot, [...signInDatasets, ELIGIBILITIES])
  const { manifest } = snapshot
  return {
    schemaVersion: signInReportSchemaVersion,
    tenant: { id: tenant, ...(manifest.tenantName === undefined ? {} : { name: manifest.tenantName }) },
    snapshot: snapshot.id,
    collectedAt: manifest.collectedAt,
    unread: [...unreadOf(facts), ...unreadEligibilities(facts)],
    accounts: {
      [Symbol.iterator]: () => accountsOf(facts, tenant, new Date(manifest.collectedAt)),
    },
  }
}

/** Judged as they are asked for: a report on a million accounts is never in memory at once. */
function* accountsOf(facts: Facts, tenant: string, now: Date): Generator<ReportedAccount> {
  const records = signInRecords(facts)
  const directory = administration(records, tenant)
  const coverage = signInCoverage(records, directory, wholeness(facts))
  const gaps = gapFinder({ coverage, directory, names: namesOf(facts) })
  const registered = registeredIn(facts, now)
  const activated = activatedIn(facts, records, tenant)
  for (const account of records.users) yield reported(account, { coverage, gaps, registered, activated })
}

const ELIGIBILITIES = 'roleEligibilityScheduleInstances'

/** Where policies name roles, whoever may activate one is judged a second time. */
function activatedIn(facts: Facts, records: ReturnType<typeof signInRecords>, tenant: string) {
  const withEligibilities = { ...records, [ELIGIBILITIES]: facts.records(ELIGIBILITIES) }
  const eligibilityIsWhole = isWhole(facts, ELIGIBILITIES)
  const options = { ...wholeness(facts), eligibilityIsWhole }
  return activatedVerdicts(withEligibilities, bothEstates(withEligibilities, tenant), options)
}

/** They leave something open only where a policy looks at roles. */
function unreadEligibilities(facts: Facts): readonly string[] {
  const isLookedAt = facts.records('conditionalAccessPolicies').some(({ conditions }) => {
    const { includeRoles, excludeRoles } = conditions?.users ?? {}
    return !!includeRoles?.length || !!excludeRoles?.length
  })
  if (!isLookedAt || isWhole(facts, ELIGIBILITIES)) return []
  return [gapOf(ELIGIBILITIES, facts.coverage(ELIGIBILITIES)) ?? []].flat()
}

/** What was not read of the datasets that decide sign-ins, a sentence each. */
export function unreadOf(facts: Facts): readonly string[] {
  return signInDatasets.flatMap((name) => gapOf(name, facts.coverage(name)) ?? [])
}

/** The records that decide sign-ins. */
export function signInRecords(facts: Facts) {
  return {
    users: facts.records('users'),
    conditionalAccessPolicies: facts.records('conditionalAccessPolicies'),
    authenticationStrengthPolicies: facts.records('authenticationStrengthPolicies'),
    namedLocations: facts.records('namedLocations'),
    identitySecurityDefaultsEnforcementPolicy: facts.records('identitySecurityDefaultsEnforcementPolicy'),
    perUserMfaStates: facts.records('perUserMfaStates'),
    groupMembers: facts.records('groupMembers'),
    roleAssignments: facts.records('roleAssignments'),
    roleDefinitions: facts.records('roleDefinitions'),
    organization: facts.records('organization'),
  }
}

/** Without the licence there is no Conditional Access, so that nothing of it was missed (identity.md §a.2). */
export function wholeness(facts: Facts): CoverageOptions {
  return {
    policiesAreWhole: isWhole(facts, 'conditionalAccessPolicies'),
    rolesAreWhole: isWhole(facts, 'roleAssignments'),
    locationsAreWhole: isWhole(facts, 'namedLocations'),
  }
}

const isWhole = (facts: Facts, name: DatasetName): boolean =>
  ['complete', 'unlicensed'].includes(facts.coverage(name).state)

function namesOf(facts: Facts): Names {
  const index = (name: 'groups' | 'namedLocations') =>
    new Map(facts.records(name).map(({ id, displayName }) => [id.toLowerCase(), displayName ?? undefined]))
  const groups = index('groups')
  const locations = index('namedLocations')
  return { group: (id) => groups.get(id.toLowerCase()), location: (id) => locations.get(id.toLowerCase()) }
}

type Registered = (account: User) => boolean | 'unknown'

function registeredIn(facts: Facts, now: Date): Registered {
  const records = {
    userRegistrationDetails: facts.records('userRegistrationDetails'),
    authenticationMethods: facts.records('authenticationMethods'),
  }
  const known = registrations(records, now)
  return ({ id }) => {
    const { registered } = known.of(id)
    return registered === 'maybe' ? 'unknown' : registered === 'yes'
  }
}

interface Judges {
  readonly coverage: SignInCoverage
  readonly gaps: Gaps
  readonly registered: Registered
  /** Undefined for an account without a role to activate. */
  readonly activated: (account: User) => Grade | undefined
}

function reported(account: User, { coverage, gaps, registered, activated }: Judges): ReportedAccount {
  const { verdict, grades } = coverage.of(account)
  const types = possibleTypesOf(account)
  const asActivated = activated(account)
  return {
    id: account.id,
    upn: account.userPrincipalName ?? nameOf(account),
    type: types.length === 1 ? String(types[0]) : 'unknown',
    enabled: account.accountEnabled ?? 'unknown',
    verdict,
    ...(asActivated === undefined ? {} : { asActivated }),
    registered: registered(account),
    grades,
    gaps: gaps.of(account).map(({ resource, client, grade, witness, because }) => ({
      resource,
      client,
      grade,
      witness: { ...witness },
      because,
    })),
  }
}
