/** Who can sign in with one factor, account by account, from a snapshot or from exported files. */
import { nameOf, possibleTypesOf } from '#access/accounts.ts'
import { registrations } from '#access/registration/registration.ts'
import { administration } from '#access/roles/administration.ts'
import { type CoverageOptions, type SignInCoverage, signInCoverage } from '#access/sign-ins/coverage.ts'
import { type Gaps, gapFinder, type Names } from '#access/sign-ins/gaps.ts'
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
  const facts = await loadFacts(snapshot, signInDatasets)
  const { manifest } = snapshot
  return {
    schemaVersion: signInReportSchemaVersion,
    tenant: { id: tenant, ...(manifest.tenantName === undefined ? {} : { name: manifest.tenantName }) },
    snapshot: snapshot.id,
    collectedAt: manifest.collectedAt,
    unread: unreadOf(facts),
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
  for (const account of records.users) yield reported(account, { coverage, gaps, registered })
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
  const isWhole = (name: DatasetName) => ['complete', 'unlicensed'].includes(facts.coverage(name).state)
  return {
    policiesAreWhole: isWhole('conditionalAccessPolicies'),
    rolesAreWhole: isWhole('roleAssignments'),
    locationsAreWhole: isWhole('namedLocations'),
  }
}

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
}

function reported(account: User, { coverage, gaps, registered }: Judges): ReportedAccount {
  const { verdict, grades } = coverage.of(account)
  const types = possibleTypesOf(account)
  return {
    id: account.id,
    upn: account.userPrincipalName ?? nameOf(account),
    type: types.length === 1 ? String(types[0]) : 'unknown',
    enabled: account.accountEnabled ?? 'unknown',
    verdict,
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
