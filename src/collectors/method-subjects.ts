/**
 * Whose authentication methods are read one by one. Microsoft's report says in one list what everybody registered,
 * but only with Entra ID P1 (identity.md §a.6); without it there is no other way than to ask account by account.
 */
import { gapOf } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import { licencesIn } from '#model/licence-plans.ts'
import type { Facts } from './collector.ts'
import { roleHolders } from './subjects.ts'

/** Datasets that say whether the report is there, and who everybody is. */
export const tellsOfReport = [
  'userRegistrationDetails',
  'subscribedSkus',
  'users',
] as const satisfies readonly DatasetName[]

/** Goes before the id of an account that holds no role. */
const OTHER = 'other/'

/** Role holders; where the tenant has no registration report, every enabled member account besides, marked as such. */
export async function methodSubjects(facts: Facts): Promise<readonly string[]> {
  const holders = new Set(await roleHolders(facts))
  const others = new Set<string>()
  if (await isWithoutReport(facts))
    for await (const id of enabledMembers(facts)) if (!holders.has(id)) others.add(OTHER + id)
  return [...holders, ...others].sort()
}

/** The account of a subject. */
export function accountOf(subject: string): string {
  return subject.startsWith(OTHER) ? subject.slice(OTHER.length) : subject
}

/**
 * The methods as they are kept: where a role holder's codes and resets go is asked about (identity.md §c), and of
 * everybody else nobody needs it.
 */
export function keptMethods(subject: string, methods: readonly unknown[]): readonly unknown[] {
  return subject.startsWith(OTHER) ? methods.map(withoutAddress) : methods
}

function withoutAddress(method: unknown): unknown {
  if (typeof method !== 'object' || method === null) return method
  const { phoneNumber: _phone, emailAddress: _mail, ...rest } = method as Record<string, unknown>
  return rest
}

/** Without the report everybody is asked, so an account that was not read is left out. */
export async function leftOutOfMethods(facts: Facts): Promise<string | undefined> {
  if (!(await isWithoutReport(facts))) return undefined
  const gap = gapOf('users', facts.coverage('users'))
  return gap === undefined ? undefined : `which accounts there are comes from ${gap}`
}

/** A refusal "no licence" is not believed of a tenant that holds it: Microsoft also says so for want of a permission. */
async function isWithoutReport(facts: Facts): Promise<boolean> {
  if (facts.coverage('userRegistrationDetails').state !== 'unlicensed') return false
  for await (const sku of facts.records('subscribedSkus'))
    if (licencesIn(sku).includes('Microsoft Entra ID P1')) return false
  return true
}

/** Guests register at home. */
async function* enabledMembers(facts: Facts): AsyncGenerator<string> {
  for await (const { id, accountEnabled, userType } of facts.records('users'))
    if (accountEnabled === true && userType !== 'Guest') yield id
}
