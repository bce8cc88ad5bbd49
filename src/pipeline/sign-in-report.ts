/** Who can sign in with one factor, account by account, from a snapshot or from exported files. */
import { eligibleIn, namesRoles } from '#access/sign-ins/as-activated.ts'
import { type ColumnCoverage, columnCoverage } from '#access/sign-ins/column-coverage.ts'
import { type AccountCoverage, type SignInCoverage, signInCoverage } from '#access/sign-ins/coverage.ts'
import { gapFinder, type SharedGap } from '#access/sign-ins/gaps.ts'
import { type Grade, grades } from '#access/sign-ins/grade.ts'
import { gapOf } from '#model/coverage.ts'
import { type ReportedAccount, type SignInReport, signInReportSchemaVersion } from '#model/sign-in-report.ts'
import type { AccountIndex } from '#store/snapshots/account-index.ts'
import type { AccountNames } from '#store/snapshots/account-texts.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import {
  accountBy,
  columnTenantOf,
  type IndexedTenant,
  ruleDatasets,
  ruleRecords,
} from './account-columns.ts'
import { loadFacts } from './facts.ts'
import type { Facts } from './judge.ts'
import { registeredIn } from './registered.ts'
import { AccountInReport } from './reported-account.ts'
import { isWhole, namesOf, unreadOf, wholeness } from './sign-in-records.ts'

const ELIGIBILITIES = 'roleEligibilityScheduleInstances'

/** Judges every account of a snapshot. @throws KeywardError `snapshot-broken` */
export async function signInReport(snapshot: Snapshot, tenant: string): Promise<SignInReport> {
  const { manifest } = snapshot
  // DuckDB works beside this thread, so that one read waits while another is taken in.
  const indexed = snapshot.accounts().then(async (index) => ({
    index,
    registered: await registeredIn(snapshot, index.ids, new Date(manifest.collectedAt)),
  }))
  const [facts, accounts, names] = await Promise.all([
    loadFacts(snapshot, [...ruleDatasets, 'groups', ELIGIBILITIES]),
    indexed,
    snapshot.names(),
  ])
  return {
    schemaVersion: signInReportSchemaVersion,
    tenant: { id: tenant, ...(manifest.tenantName === undefined ? {} : { name: manifest.tenantName }) },
    snapshot: snapshot.id,
    collectedAt: manifest.collectedAt,
    unread: [...unreadOf(facts), ...unreadEligibilities(facts)],
    accounts: { [Symbol.iterator]: () => accountsOf(facts, { ...accounts, ...names }, tenant) },
  }
}

interface Described extends AccountNames {
  readonly index: AccountIndex
  readonly registered: (position: number) => boolean | 'unknown'
}

const ENABLED = [false, true, 'unknown'] as const

/** All are judged at once; what is said of each is put together as it is asked for. */
function* accountsOf(
  facts: Facts,
  { index, names, enabled, registered }: Described,
  filedUnder: string,
): Generator<ReportedAccount> {
  const tenant = columnTenantOf(ruleRecords(facts), index, wholeness(facts), filedUnder)
  const coverage = columnCoverage(tenant)
  const gaps = gapsByClass(facts, tenant, { coverage, index })
  const activated = activatedIn(facts, index, tenant, filedUnder)
  const types = tenant.columns.types.map((one) => (one.length === 1 ? String(one[0]) : 'unknown'))
  for (let position = 0; position < index.ids.count; position += 1) {
    const own = coverage.classes.of[position] as number
    const answer = coverage.of(own)
    const asActivated = activated(position)
    const said = {
      id: index.ids.idAt(position),
      upn: names[position] ?? '',
      type: types[index.kinds[position] as number] ?? 'unknown',
      enabled: ENABLED[enabled[position] as number] ?? 'unknown',
      verdict: answer.verdict,
      ...(asActivated === undefined ? {} : { asActivated }),
      registered: registered(position),
      grades: answer.grades,
    }
    yield new AccountInReport(said, gaps(own, position))
  }
}

/** The gaps of a class of accounts, found by the first of them that is asked about. */
function gapsByClass(
  facts: Facts,
  { records, directory, options }: IndexedTenant,
  { coverage, index }: { readonly coverage: ColumnCoverage; readonly index: AccountIndex },
): (oneClass: number, position: number) => readonly SharedGap[] {
  const { ids, kinds, clues } = index
  const byRecord = signInCoverage({ ...records, perUserMfaStates: [] }, directory, options)
  const known: (readonly SharedGap[] | undefined)[] = []
  const answers = new Map<AccountCoverage, number>()
  let asked = coverage.of(0)
  // What asks beside Conditional Access is in the class's own answer; of the policies the record says it.
  const answering: SignInCoverage = {
    ...byRecord,
    of: () => asked,
    keyOf: (account) => `${numberOf(asked)} ${byRecord.keyOf(account)}`,
  }
  const numberOf = (answer: AccountCoverage): number => {
    const number = answers.get(answer) ?? answers.size
    answers.set(answer, number)
    return number
  }
  const finder = gapFinder({ coverage: answering, directory, names: namesOf(facts) })
  return (oneClass, position) => {
    const before = known[oneClass]
    if (before) return before
    asked = coverage.of(oneClass)
    const account = accountBy(ids.idAt(position), clues[kinds[position] as number] ?? NOTHING_KNOWN)
    const found = finder.sharedOf(account)
    known[oneClass] = found
    return found
  }
}

const NOTHING_KNOWN = { external: false, identities: [] }

/**
 * Where policies name roles, whoever may activate one is judged a second time; undefined for an account that has none
 * to activate, or whose verdict no role can change (`activatedVerdicts` says the same of records).
 */
function activatedIn(
  facts: Facts,
  index: AccountIndex,
  now: IndexedTenant,
  filedUnder: string,
): (position: number) => Grade | undefined {
  const records = { ...ruleRecords(facts), [ELIGIBILITIES]: facts.records(ELIGIBILITIES) }
  const eligibilityIsWhole = isWhole(facts, ELIGIBILITIES)
  const options = { ...now.options, rolesAreWhole: now.options.rolesAreWhole && eligibilityIsWhole }
  const activated = columnTenantOf(records, index, options, filedUnder)
  const { ids, anybody } = eligibleIn(activated.directory)
  const anyRoleMatters = records.conditionalAccessPolicies.some(
    (policy) => policy.state !== 'disabled' && namesRoles(policy),
  )
  const isForAll = anybody !== 'no' || (!eligibilityIsWhole && anyRoleMatters)
  if (!isForAll && ids.size === 0) return () => undefined
  const verdicts = columnCoverage(activated).verdicts()
  const eligible = new Set([...ids].flatMap((id) => index.ids.positionsOf(id)))
  return (position) => (isForAll || eligible.has(position) ? grades[verdicts[position] as number] : undefined)
}

/** They leave something open only where a policy looks at roles. */
function unreadEligibilities(facts: Facts): readonly string[] {
  const isLookedAt = facts.records('conditionalAccessPolicies').some(namesRoles)
  if (!isLookedAt || isWhole(facts, ELIGIBILITIES)) return []
  return [gapOf(ELIGIBILITIES, facts.coverage(ELIGIBILITIES)) ?? []].flat()
}
