/** The words for people, the same in every format and on the terminal. */
import type { PracticeId } from '../control.ts'
import type { CoverageState } from '../coverage.ts'
import type { BlastRadius, OutcomeState, SubjectType } from '../outcome.ts'
import { safeText } from './safe-text.ts'

/** Microsoft's ten practices for customers of a Cloud Solution Provider, in the order of the page. */
export const practiceTitles: Readonly<Record<PracticeId, string>> = {
  p1: 'Multifactor authentication on every account',
  p2: 'Subscriptions and resources nobody expected',
  p3: 'Cost anomalies',
  p4: 'Administrators apart from daily work',
  p5: 'Recovery addresses and phone numbers',
  p6: 'Partner relationships and delegated permissions',
  p7: 'Tenant administrators',
  p8: 'Service provider accounts in the tenant',
  p9: 'Sign-ins and configuration changes',
  p10: 'Log availability and retention',
}

export const practiceIds = Object.keys(practiceTitles) as readonly PracticeId[]

/** "Practice 7: Tenant administrators". */
export function practiceName(id: PracticeId): string {
  return `Practice ${id.slice(1)}: ${practiceTitles[id]}`
}

export const outcomeWords: Readonly<Record<OutcomeState, string>> = {
  fail: 'fail',
  needsReview: 'needs review',
  unknown: 'unknown',
  pass: 'pass',
  notApplicable: 'not applicable',
}

/** What asks for attention first. */
export const outcomeOrder = Object.keys(outcomeWords) as readonly OutcomeState[]

export const radiusWords: Readonly<Record<BlastRadius, string>> = {
  tenant: 'whole tenant',
  privileged: 'privileged access',
  account: 'single accounts',
}

export const coverageWords: Readonly<Record<CoverageState, string>> = {
  complete: 'complete',
  partial: 'read in part',
  denied: 'denied',
  unlicensed: 'not licensed',
  unavailable: 'not available',
  notAttempted: 'not read',
}

export const subjectWords: Readonly<Record<SubjectType, readonly [one: string, many: string]>> = {
  tenant: ['tenant', 'tenants'],
  account: ['account', 'accounts'],
  group: ['group', 'groups'],
  servicePrincipal: ['service principal', 'service principals'],
  principal: ['principal', 'principals'],
  policy: ['policy', 'policies'],
  domain: ['domain', 'domains'],
  partner: ['partner', 'partners'],
  roster: ['roster', 'rosters'],
  roleAssignment: ['role assignment', 'role assignments'],
  guestType: ['kind of guest', 'kinds of guest'],
  subscription: ['subscription', 'subscriptions'],
}

const numberFormat = new Intl.NumberFormat('en')

/** A number with thousands separators. */
export const count = (number: number): string => numberFormat.format(number)

/** "1 finding", "1,204 findings". */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`
}

/** "37 accounts". */
export function countedSubjects(number: number, type: SubjectType | undefined): string {
  return type === undefined ? counted(number, 'subject') : counted(number, ...subjectWords[type])
}

/** A time for people, in UTC and saying so. A text that is no time comes back as it is, made safe. */
export function instant(iso: string): string {
  const time = Date.parse(iso)
  return Number.isNaN(time)
    ? safeText(iso)
    : `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** The day of a time. */
export function day(iso: string): string {
  return instant(iso).replace(/^(\d{4}-\d\d-\d\d) .*/, '$1')
}

/** "a, b and c". */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}
