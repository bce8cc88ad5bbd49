/** The people who administer: enabled accounts with a privileged role, or one that they may activate. */
import type { Fact } from '#model/outcome.ts'
import type { User } from '#model/records/users.ts'
import { type Administration, isPrivileged } from '../roles/administration.ts'
import type { HeldRole } from '../roles/holders.ts'
import { GLOBAL_ADMINISTRATOR, type Tier } from '../roles/tiers.ts'

export interface Administrator {
  readonly user: User
  readonly tier: Tier
  /** Whether a privileged role is active now; else it has to be activated first. */
  readonly isActive: boolean
  readonly isGlobal: boolean
  /** Names of the privileged roles. */
  readonly roles: readonly string[]
  readonly facts: readonly Fact[]
}

export interface Administrators {
  readonly all: readonly Administrator[]
  /** Who else there may be, and why that is not known. */
  readonly doubts: readonly string[]
}

/** Follows all roles to enabled accounts. What is left open is a doubt, never nobody. */
export function administratorsOf(estate: Administration, users: readonly User[]): Administrators {
  const byId = new Map(users.map((user) => [user.id.toLowerCase(), user]))
  const all: Administrator[] = []
  const doubts = estate.holders.unresolved
    .filter(({ grant }) => grant.role.tier !== 'other')
    .map(({ because }) => because)
  for (const [id, held] of estate.holders.accounts) {
    const user = byId.get(id)
    const tier = estate.tierOf(id)
    if (tier === 'other' || user?.accountEnabled === false) continue
    if (tier === 'unknown') doubts.push(`what the role ${held[0]?.grant.role.name} can do is not known`)
    else if (user === undefined)
      doubts.push('some holders of privileged roles are not among the accounts read')
    else if (user.accountEnabled !== true) doubts.push('whether some administrators are enabled was not read')
    else all.push(administrator(user, tier, held))
  }
  return { all, doubts }
}

function administrator(user: User, tier: Tier, held: readonly HeldRole[]): Administrator {
  const privileged = held.filter(({ grant }) => isPrivileged(grant.role.tier))
  return {
    user,
    tier,
    isActive: privileged.some(({ grant }) => grant.mode === 'active'),
    isGlobal: privileged.some(({ grant }) => grant.role.templateId === GLOBAL_ADMINISTRATOR),
    roles: [...new Set(privileged.map(({ grant }) => grant.role.name))].sort(),
    facts: privileged.map(({ grant }) => ({
      dataset: grant.dataset,
      id: grant.id,
      fields: { role: grant.role.name, mode: grant.mode, scope: grant.scope },
    })),
  }
}
