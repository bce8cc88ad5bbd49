/**
 * Ways in that are meant to be closed: what Conditional Access and security defaults make of them. Per-user MFA is left
 * out, since it closes none (decision 011, grade 3).
 */
import type { DatasetName } from '#model/datasets.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { User } from '#model/records/users.ts'
import type { Directory } from '../conditional-access/audience.ts'
import { saysSomething } from '../conditional-access/policy.ts'
import { type CoverageRecords, everythingWasRead, type SignInCoverage, signInCoverage } from './coverage.ts'

export type ClosingRecords = Omit<CoverageRecords, 'perUserMfaStates'> & { readonly users: readonly User[] }

/** Compiles what can close a way in; grades of ways that stay open say less here than in the verdict. */
export function closingCoverage(records: ClosingRecords, directory: Directory): SignInCoverage {
  const perUserMfaStates = records.users.map(({ id }) => ({ userId: id, perUserMfaState: 'disabled' }))
  return signInCoverage({ ...records, perUserMfaStates }, directory, everythingWasRead)
}

/**
 * Datasets of which a missing record could clear an account: a role that a policy is for, a place that two policies
 * share between them.
 */
export function restsOn(policies: readonly ConditionalAccessPolicy[]): readonly DatasetName[] {
  return [
    ...(policies.some(namesRoles) ? (['roleAssignments'] as const) : []),
    ...(policies.some(({ conditions }) => saysSomething(conditions?.locations))
      ? (['namedLocations'] as const)
      : []),
  ]
}

function namesRoles({ conditions }: ConditionalAccessPolicy): boolean {
  const { includeRoles, excludeRoles } = conditions?.users ?? {}
  return !!includeRoles?.length || !!excludeRoles?.length
}
