/** The sign-ins of a snapshot as a report shows them. */
import { administration } from '#access/roles/administration.ts'
import { signInCoverage } from '#access/sign-ins/coverage.ts'
import { signInMatrix } from '#access/sign-ins/matrix.ts'
import type { SignInMatrix } from '#model/sign-in-matrix.ts'
import type { Facts } from './judge.ts'
import { signInRecords, unreadOf, wholeness } from './sign-in-records.ts'

/** Groups every account by its grades; `facts` hold the datasets that decide sign-ins. */
export function signInMatrixOf(facts: Facts, tenant: string): SignInMatrix {
  const records = signInRecords(facts)
  const directory = administration(records, tenant)
  const coverage = signInCoverage(records, directory, wholeness(facts))
  return { ...signInMatrix(records.users, coverage, directory), unread: unreadOf(facts) }
}
