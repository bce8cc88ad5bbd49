/**
 * What an organisation states beside its settings when it answers a framework: who is knowingly left out of which
 * requirement. ScubaGear calls them `CapExclusions` (left out of Conditional Access policies) and `RoleExclusions`
 * (allowed to hold a role without end).
 */
export const exclusionKinds = ['user', 'group', 'application', 'guestType'] as const
export type ExclusionKind = (typeof exclusionKinds)[number]

export interface DeclaredExclusion {
  /** The requirement it is declared for; it says nothing about any other. */
  readonly requirement: string
  readonly from: 'conditionalAccess' | 'role'
  readonly kind: ExclusionKind
  /** An id, or the name of a type of guest. */
  readonly subject: string
}

/** The statements of one organisation. */
export interface FrameworkStatements {
  readonly exclusions: readonly DeclaredExclusion[]
  /** ScubaGear's name of the cloud: `commercial`, `gcc`, `gcchigh` or `dod`. */
  readonly environment?: string | undefined
}

export const nothingStated: FrameworkStatements = { exclusions: [] }
