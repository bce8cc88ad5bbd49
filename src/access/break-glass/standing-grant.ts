import type { Administration } from '../roles/administration.ts'
import type { HeldRole } from '../roles/holders.ts'
import type { StandingIndex } from '../roles/standing.ts'
import { GLOBAL_ADMINISTRATOR } from '../roles/tiers.ts'
import { anyOf, type Ternary } from '../ternary.ts'

/** Whether an account is Global Administrator at every hour, for the whole tenant, without activating anything. */
export interface StandingGrant {
  readonly stands: Ternary
  /** Why not, or why it is not known. */
  readonly because: string
}

/** Reads the assignments of one account; `isStanding` knows the ends of those of Global Administrator. */
export function standingGrantOf(
  accountId: string,
  { holders }: Administration,
  isStanding: StandingIndex,
): StandingGrant {
  const held = (holders.accounts.get(accountId.toLowerCase()) ?? []).filter(isGlobal)
  const stands = anyOf(
    held.filter(({ grant }) => grant.mode === 'active').map((one) => standsAs(one, isStanding)),
  )
  if (stands === 'yes') return { stands, because: '' }
  const mayHold = holders.unresolved.some(({ grant, notFound }) => isGlobal({ grant }) && !notFound)
  if (stands === 'maybe' || mayHold)
    return {
      stands: 'maybe',
      because: 'whether some break-glass accounts are Global Administrator at all times is not known',
    }
  return {
    stands: 'no',
    because:
      held.length === 0
        ? 'is not Global Administrator'
        : 'has to activate Global Administrator, or loses it at an end',
  }
}

const isGlobal = ({ grant }: Pick<HeldRole, 'grant'>): boolean =>
  grant.role.templateId === GLOBAL_ADMINISTRATOR

function standsAs({ grant }: HeldRole, isStanding: StandingIndex): Ternary {
  return grant.tenantWide === 'yes' ? isStanding(grant.principalId).stands : grant.tenantWide
}
