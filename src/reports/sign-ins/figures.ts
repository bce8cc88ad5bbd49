/** The figures of a sign-in report: how many accounts have which grade where, and which gaps they share. */
import type { ReportedAccount, ReportedGap } from '#model/sign-in-report.ts'

/** Worst first. A proven gap is worse than a doubt. */
export const gradeOrder = ['E', 'D', 'unknown', 'C', 'B', 'A', 'blocked'] as const
export type ReportedGrade = (typeof gradeOrder)[number]

export const gradeMeanings: Readonly<Record<ReportedGrade, string>> = {
  E: 'one factor is enough',
  D: 'one factor is enough at times',
  unknown: 'not known',
  C: 'MFA by security defaults or per-user MFA',
  B: 'MFA always',
  A: 'phishing-resistant MFA always',
  blocked: 'nobody passes',
}

export const resourceWords: Readonly<Record<string, string>> = {
  all: 'any application',
  exchange: 'Exchange',
  sharepoint: 'SharePoint',
  arm: 'Azure',
  adminPortals: 'admin portals',
  graph: 'Graph',
  registerSecurityInfo: 'registration',
}

export const clientWords: Readonly<Record<string, string>> = {
  browser: 'browser',
  modern: 'app',
  activeSync: 'ActiveSync',
  otherLegacy: 'legacy',
  deviceCode: 'device code',
}

export interface GradeCount {
  readonly grade: ReportedGrade
  readonly accounts: number
}

/** A gap that several accounts share: the same way in, for the same reason. */
export interface SharedGap {
  readonly gap: ReportedGap
  /** The clients from which it is open. */
  readonly clients: ReadonlySet<string>
  readonly accounts: number
  /** The first few of them. */
  readonly names: readonly string[]
}

export interface SignInFigures {
  /** Accounts that can sign in at all, or of which it is not known. */
  readonly accounts: number
  /** How many have each verdict, the worst first. */
  readonly verdicts: readonly GradeCount[]
  /** The grades of all for one resource and client, the worst first. */
  cell(resource: string, client: string): readonly GradeCount[]
  /** How many would have a worse verdict with their eligible roles activated, and the first few of them. */
  readonly worseActivated: {
    readonly accounts: number
    readonly unknown: number
    readonly names: readonly string[]
  }
  /** The gaps that let somebody in anywhere, first those that people sign in with. */
  readonly gaps: readonly SharedGap[]
}

const MOST_NAMES = 3

/** Goes through the accounts once and keeps what a page shows. */
export function figuresOf(accounts: Iterable<ReportedAccount>): SignInFigures {
  const counts = new Map<string, number>()
  const gaps = new Map<string, Gathered>()
  const activation = { accounts: 0, unknown: 0, names: [] as string[] }
  let living = 0
  for (const account of accounts) {
    if (account.enabled === false) continue
    living += 1
    countGrades(account, counts)
    gatherGaps(account, gaps)
    countActivation(account, activation)
  }
  const countsOf = (way: string) =>
    gradeOrder.flatMap((grade) => {
      const number = counts.get(`${way} ${grade}`) ?? 0
      return number === 0 ? [] : [{ grade, accounts: number }]
    })
  return {
    accounts: living,
    verdicts: countsOf('verdict'),
    cell: (resource, client) => countsOf(`${resource} ${client}`),
    worseActivated: activation,
    gaps: [...gaps.values()].sort((one, other) => rank(one) - rank(other) || other.accounts - one.accounts),
  }
}

function countGrades({ verdict, grades }: ReportedAccount, counts: Map<string, number>): void {
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  count(`verdict ${verdict}`)
  for (const [resource, byClient] of Object.entries(grades))
    for (const [client, grade] of Object.entries(byClient)) count(`${resource} ${client} ${grade}`)
}

function countActivation(
  { upn, verdict, asActivated }: ReportedAccount,
  counts: { accounts: number; unknown: number; names: string[] },
): void {
  if (asActivated === undefined || asActivated === verdict) return
  const rankOf = (grade: string) => gradeOrder.findIndex((one) => one === grade)
  if (asActivated === 'unknown') counts.unknown += 1
  else if (rankOf(asActivated) < rankOf(verdict)) {
    counts.accounts += 1
    if (counts.names.length < MOST_NAMES) counts.names.push(upn)
  }
}

interface Gathered {
  readonly gap: ReportedGap
  readonly clients: Set<string>
  readonly names: string[]
  accounts: number
  last?: ReportedAccount
}

function gatherGaps(account: ReportedAccount, gaps: Map<string, Gathered>): void {
  for (const gap of telling(account.gaps)) {
    const key = [gap.resource, gap.grade, gap.because].join('\n')
    const gathered = gaps.get(key) ?? { gap, clients: new Set(), names: [], accounts: 0 }
    gaps.set(key, gathered)
    gathered.clients.add(gap.client)
    if (gathered.last === account) continue
    gathered.last = account
    gathered.accounts += 1
    if (gathered.names.length < MOST_NAMES) gathered.names.push(account.upn)
  }
}

/** Of an account's gaps for single applications those that its gap for any application explains are left out. */
function telling(gaps: readonly ReportedGap[]): readonly ReportedGap[] {
  const anywhere = new Set(gaps.filter(({ resource }) => resource === 'all').map(({ client }) => client))
  return gaps.filter(({ resource, client }) =>
    resource === 'registerSecurityInfo' ? ORDINARY.has(client) : resource === 'all' || !anywhere.has(client),
  )
}

/** What a person signs in with comes before old clients and device code. */
const ORDINARY = new Set(['browser', 'modern'])

function rank({ gap, clients }: Gathered): number {
  if (gap.resource === 'registerSecurityInfo') return 3
  return ([...clients].some((client) => ORDINARY.has(client)) ? 0 : 2) + (gap.grade === 'E' ? 0 : 1) / 2
}
