import type { User } from '#model/records/users.ts'
import type { Administration } from './administration.ts'
import type { RoleGrant } from './grants.ts'

/** Somebody or something that holds one role. */
export interface RolePrincipal {
  readonly id: string
  readonly type: 'person' | 'servicePrincipal' | 'foreign'
  readonly name: string
  readonly userPrincipalNames: readonly string[]
  /** The assignments that give it the role. */
  readonly grants: readonly RoleGrant[]
}

/** Everybody who holds the role actively: people, service principals, and groups of other organisations as one each. */
export function principalsOf(
  role: string,
  estate: Administration,
  users: readonly User[],
): readonly RolePrincipal[] {
  const { accounts, servicePrincipals, foreign } = estate.holders
  const byId = new Map(users.map((user) => [user.id.toLowerCase(), user]))
  const isRole = (grant: RoleGrant) => grant.role.templateId === role && grant.mode === 'active'
  return [
    ...inHands(accounts, isRole).map(([id, grants]) => person(id, grants, byId.get(id))),
    ...inHands(servicePrincipals, isRole).map(([id, grants]) => other('servicePrincipal', id, grants)),
    ...grouped(foreign.filter(isRole)).map(([id, grants]) => other('foreign', id, grants)),
  ]
}

type Hands = ReadonlyMap<string, readonly { readonly grant: RoleGrant }[]>

function inHands(
  hands: Hands,
  isRole: (grant: RoleGrant) => boolean,
): readonly [string, readonly RoleGrant[]][] {
  return [...hands]
    .map(([id, held]): [string, RoleGrant[]] => [id, held.map(({ grant }) => grant).filter(isRole)])
    .filter(([, grants]) => grants.length > 0)
}

function grouped(grants: readonly RoleGrant[]): readonly [string, readonly RoleGrant[]][] {
  return [...Map.groupBy(grants, ({ principalId }) => principalId)]
}

function person(id: string, grants: readonly RoleGrant[], user: User | undefined): RolePrincipal {
  const direct = grants.filter(({ principalId }) => principalId === id)
  const names = [user?.userPrincipalName, ...direct.map(({ principalName }) => principalName)]
  const userPrincipalNames = names.filter((name) => name?.includes('@') === true) as string[]
  const name = userPrincipalNames[0] ?? user?.displayName ?? direct[0]?.principalName ?? id
  return { id, type: 'person', name, userPrincipalNames, grants }
}

function other(
  type: 'servicePrincipal' | 'foreign',
  id: string,
  grants: readonly RoleGrant[],
): RolePrincipal {
  const direct = grants.find(({ principalId }) => principalId === id)
  const home = direct?.origin.home === 'foreign' ? unnamedOf(direct.origin.tenantId) : id
  return { id, type, name: direct?.principalName ?? home, userPrincipalNames: [], grants }
}

/** What to call a principal that has no name here; its own id would tell nobody anything. */
const unnamedOf = (tenantId: string): string => `unnamed group of ${tenantId}`
