/** What judging all accounts at once is handed, and what it knows between its steps. */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { GroupIndex } from '../groups.ts'
import type { RoleRegister } from '../roles/memberships.ts'
import type { AccountClasses } from './account-classes.ts'
import type { AccountColumns } from './account-columns.ts'
import type { ClassName } from './class-names.ts'
import type { CoverageOptions, CoverageRecords } from './coverage.ts'
import type { Roots } from './roots.ts'

export interface ColumnDirectory {
  readonly groups: GroupIndex
  readonly roles: RoleRegister
}

/** What stays the same whichever policies there are. */
export interface ColumnTenant {
  /** `conditionalAccessPolicies` are those to begin with; per-user MFA is in the columns. */
  readonly records: Omit<CoverageRecords, 'perUserMfaStates'>
  readonly columns: AccountColumns
  readonly directory: ColumnDirectory
  readonly options: CoverageOptions
}

/** The accounts sorted into classes by these policies. */
export interface Classified {
  readonly tenant: ColumnTenant
  readonly roots: Roots
  /** What the classes were split by. */
  readonly names: readonly ClassName[]
  /** In the order of their bits. A disabled one is for nobody. */
  readonly policies: readonly ConditionalAccessPolicy[]
  readonly classes: AccountClasses
}
