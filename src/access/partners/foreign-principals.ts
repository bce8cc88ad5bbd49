import type { RoleGrant } from './roles/grants.ts'
import { highest, type Tier } from './roles/tiers.ts'

/** What a foreign principal can do, as a reviewer sees it. */
export interface ForeignPower {
  readonly roleTemplateId: string
  readonly role: string
  readonly tier: Tier
  readonly scope: string | undefined
  readonly mode: RoleGrant['mode']
  readonly until: string | undefined
}

/** A principal of another organisation that holds roles here; almost always the group of a partner. */
export interface ForeignPrincipal {
  /** Stable over runs: `<home tenant>/<principal>`. */
  readonly subjectId: string
  readonly tenantId: string
  readonly principalId: string
  readonly name: string
  /** False where the service gives no name: groups of other organisations often come without. */
  readonly isNamed: boolean
  readonly powers: readonly ForeignPower[]
  readonly tier: Tier
  readonly grants: readonly RoleGrant[]
}

/** Gathers the foreign grants by principal. */
export function foreignPrincipals(foreign: readonly RoleGrant[]): readonly ForeignPrincipal[] {
  const bySubject = Map.groupBy(foreign, (grant) => `${homeOf(grant)}/${grant.principalId}`)
  return [...bySubject].map(([subjectId, grants]) => principalOf(subjectId, grants))
}

function principalOf(subjectId: string, grants: readonly RoleGrant[]): ForeignPrincipal {
  const [tenantId = '', principalId = ''] = subjectId.split('/')
  const named = grants.find(({ principalName }) => principalName !== undefined)?.principalName
  const powers = grants.map(powerOf).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
  return {
    subjectId,
    tenantId,
    principalId,
    name: named ?? unnamedOf(tenantId),
    isNamed: named !== undefined,
    powers,
    tier: highest(powers.map(({ tier }) => tier)),
    grants,
  }
}

/** What to call a principal that has no name here; its own id would tell nobody anything. */
export const unnamedOf = (tenantId: string): string => `unnamed group of ${tenantId}`

const homeOf = ({ origin }: RoleGrant): string => (origin.home === 'foreign' ? origin.tenantId : '')

function powerOf({ role, scope, mode, until }: RoleGrant): ForeignPower {
  return { roleTemplateId: role.templateId, role: role.name, tier: role.tier, scope, mode, until }
}

const orderOf = ({ roleTemplateId, scope, mode, until }: ForeignPower): string =>
  [roleTemplateId, scope ?? '', mode, until ?? ''].join('|')

/**
 * What an attestation of a foreign principal covers: whose it is, which roles, where, in which way and until when.
 * Names are left out: a renaming is no gain of power.
 */
export function seenOf({ tenantId, principalId, powers }: ForeignPrincipal) {
  return {
    tenantId,
    principalId,
    powers: powers.map(({ roleTemplateId, scope, mode, until }) => ({
      role: roleTemplateId,
      scope: scope ?? null,
      mode,
      until: until ?? null,
    })),
  }
}
