/**
 * The sign-in verdict, slowly: every sign-in is made, every policy is asked about it, and the answers are counted.
 * Written from docs/decisions/011-the-sign-in-verdict.md, sentence by sentence.
 */
import type { User } from '#model/records/users.ts'
import { isPartOf } from './applications.ts'
import { type Baseline, baselineOf } from './baseline.ts'
import type { Doubts, Outcome } from './controls.ts'
import { matchesOf, outcomeOfAll, policiesFor } from './policies.ts'
import { type SignIn, signInsOf } from './sign-ins.ts'
import { type Client, type Coverage, GRADES, type Grade, type Resource, type Tenant } from './tenant.ts'

/** Grades and verdict of every account, by its id. */
export function referenceCoverage(tenant: Tenant): Map<string, Coverage> {
  const signIns = [...signInsOf(tenant)]
  return new Map(tenant.users.map((account) => [account.id, coverageOf(account, signIns, tenant)]))
}

function coverageOf(account: User, signIns: readonly SignIn[], tenant: Tenant): Coverage {
  const baseline = baselineOf(account, tenant)
  const judged = judge(account, signIns, tenant)
  const grades = everyResource((resource) =>
    everyClient((client) => gradeOf({ resource, client }, judged, baseline)),
  )
  return { grades, verdict: worst([grades.all.browser, grades.all.modern]) }
}

/** A sign-in with its outcomes: decided twice, each time without and with the report-only policies. */
interface Judged {
  readonly signIn: SignIn
  readonly asIfNone: Outcomes
  readonly asIfAll: Outcomes
}

interface Outcomes {
  readonly enforced: Outcome
  readonly withReportOnly: Outcome
}

function judge(account: User, signIns: readonly SignIn[], tenant: Tenant): readonly Judged[] {
  const forAccount = policiesFor(account, tenant)
  return signIns.map((signIn) => {
    const matches = matchesOf(signIn, forAccount, tenant)
    const outcomes = (doubts: Doubts): Outcomes => ({
      enforced: outcomeOfAll(matches, signIn, 'enforced', doubts, tenant),
      withReportOnly: outcomeOfAll(matches, signIn, 'withReportOnly', doubts, tenant),
    })
    return { signIn, asIfNone: outcomes('asIfNone'), asIfAll: outcomes('asIfAll') }
  })
}

interface Cell {
  readonly resource: Resource
  readonly client: Client
}

/** If both ways to decide what is not known give the same grade, that is the grade. */
function gradeOf(cell: Cell, judged: readonly Judged[], baseline: Baseline): Grade {
  const inside = judged.filter(
    ({ signIn }) => signIn.client === cell.client && isPartOf(cell.resource, signIn.target),
  )
  const none = gradeWith('asIfNone', cell, inside, baseline)
  const all = gradeWith('asIfAll', cell, inside, baseline)
  return none === all ? none : 'unknown'
}

function gradeWith(doubts: Doubts, cell: Cell, judged: readonly Judged[], baseline: Baseline): Grade {
  const holds = (answer: Baseline[keyof Baseline]) =>
    answer === 'yes' || (answer === 'maybe' && doubts === 'asIfAll')
  const outcomes = judged.map((each) => each[doubts])
  if (isBlockedByDefaults(cell.client, baseline, holds)) return 'blocked'
  if (outcomes.every(({ enforced }) => enforced === 'blocked')) return 'blocked'
  if (outcomes.every(({ enforced }) => enforced !== 'open')) return closedGrade(outcomes)
  if (isAskedByBaseline(cell, baseline, holds)) return 'C'
  return outcomes.some(isPartlyClosed) ? 'D' : 'E'
}

type Holds = (answer: Baseline[keyof Baseline]) => boolean

function closedGrade(outcomes: readonly Outcomes[]): Grade {
  return outcomes.some(({ enforced }) => enforced === 'mfa') ? 'B' : 'A'
}

const isLegacy = (client: Client): boolean => client === 'activeSync' || client === 'otherLegacy'

/** Security defaults block legacy clients, and in newer tenants the device code flow. */
function isBlockedByDefaults(client: Client, baseline: Baseline, holds: Holds): boolean {
  if (client === 'deviceCode') return holds(baseline.deviceCodeBlocked)
  return isLegacy(client) && holds(baseline.securityDefaults)
}

/** Modern clients only; the registration action never: both let somebody register with a password alone. */
function isAskedByBaseline({ resource, client }: Cell, baseline: Baseline, holds: Holds): boolean {
  if (resource === 'registerSecurityInfo' || isLegacy(client)) return false
  return holds(baseline.securityDefaults) || holds(baseline.perUserMfa)
}

/** Not open, or would not be if the report-only policies were enforced. */
function isPartlyClosed({ enforced, withReportOnly }: Outcomes): boolean {
  return enforced !== 'open' || withReportOnly !== 'open'
}

/** The worst of some grades. */
function worst(grades: readonly Grade[]): Grade {
  return GRADES.find((grade) => grades.includes(grade)) ?? 'unknown'
}

function everyResource<T>(of: (resource: Resource) => T): Record<Resource, T> {
  return {
    all: of('all'),
    exchange: of('exchange'),
    sharepoint: of('sharepoint'),
    arm: of('arm'),
    adminPortals: of('adminPortals'),
    graph: of('graph'),
    registerSecurityInfo: of('registerSecurityInfo'),
  }
}

function everyClient<T>(of: (client: Client) => T): Record<Client, T> {
  return {
    browser: of('browser'),
    modern: of('modern'),
    activeSync: of('activeSync'),
    otherLegacy: of('otherLegacy'),
    deviceCode: of('deviceCode'),
  }
}
