import type { GroupIndex } from '../groups.ts'
import type { RoleGrant } from './grants.ts'

/** A role in somebody's hands, and the way it came there. */
export interface HeldRole {
  readonly grant: RoleGrant
  /** The group that carries it; undefined for a direct assignment. */
  readonly throughGroup: string | undefined
}

/** A grant whose holders cannot all be named, with the sentence for the reader. */
export interface UnresolvedGrant {
  readonly grant: RoleGrant
  readonly because: string
  /** The group answers 404: whoever is in it, no account of this tenant can be. */
  readonly notFound: boolean
}

export interface RoleHolders {
  /** By account id, lower case: people, and whatever else is a member of a group that carries a role. */
  readonly accounts: ReadonlyMap<string, readonly HeldRole[]>
  readonly servicePrincipals: ReadonlyMap<string, readonly HeldRole[]>
  /** Principals of other organisations: nobody here can see who is behind them. */
  readonly foreign: readonly RoleGrant[]
  readonly unresolved: readonly UnresolvedGrant[]
}

/** Follows every grant to the accounts that hold it, nested groups included. */
export function roleHolders(grants: readonly RoleGrant[], groups: GroupIndex): RoleHolders {
  const accounts = new Map<string, HeldRole[]>()
  const servicePrincipals = new Map<string, HeldRole[]>()
  const foreign: RoleGrant[] = []
  const unresolved: UnresolvedGrant[] = []
  for (const grant of grants) {
    if (grant.origin.home === 'foreign') foreign.push(grant)
    else if (grant.kind === 'user') hold(accounts, grant.principalId, direct(grant))
    else if (grant.kind === 'servicePrincipal') hold(servicePrincipals, grant.principalId, direct(grant))
    else unresolved.push(...throughGroup(grant, groups, accounts, servicePrincipals))
  }
  return { accounts, servicePrincipals, foreign, unresolved }
}

const direct = (grant: RoleGrant): HeldRole => ({ grant, throughGroup: undefined })

type Holdings = Map<string, HeldRole[]>

/** Adds everybody whom the group carries the role to; returns the grant when there may be more of them. */
function throughGroup(
  grant: RoleGrant,
  groups: GroupIndex,
  accounts: Holdings,
  servicePrincipals: Holdings,
): UnresolvedGrant[] {
  const members = groups.membersOf(grant.principalId)
  const held = { grant, throughGroup: grant.principalId }
  for (const id of members.ids) hold(accounts, id, held)
  for (const id of members.services) hold(servicePrincipals, id, held)
  const because = doubtOf(grant, members)
  return because === undefined ? [] : [{ grant, because, notFound: members.notFound }]
}

function doubtOf(
  grant: RoleGrant,
  members: { readonly complete: boolean; readonly notFound: boolean },
): string | undefined {
  const { name } = grant.role
  if (members.complete && !members.notFound) return undefined
  if (grant.origin.home === 'unknown') return `${name} is assigned, and ${grant.origin.because}`
  if (members.notFound) return `${name} is assigned to group ${grant.principalId}, which is not found`
  return `${name} is assigned to group ${grant.principalName ?? grant.principalId}, whose members are not known`
}

function hold(accounts: Holdings, id: string, role: HeldRole): void {
  const held = accounts.get(id)
  if (held) held.push(role)
  else accounts.set(id, [role])
}
