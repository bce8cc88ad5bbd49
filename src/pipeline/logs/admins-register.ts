/** Who was an administrator at a moment, as far as a snapshot of that time says. */
import { administration } from '#access/roles/administration.ts'
import type { PrivilegedKind } from '#logs/operations/operations.ts'
import { gapOf } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { TenantId } from '#model/ids.ts'
import { isMicrosoft } from '#model/microsoft-tenants.ts'
import type { FoundEvent } from '#store/log-store/search.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import type { TenantStore } from '#store/store.ts'
import { loadFacts } from '../facts.ts'
import type { Facts } from '../judge.ts'

export interface Administratorship {
  readonly is: 'yes' | 'no' | 'unknown'
  readonly because: string
}

export interface AdministratorRegister {
  /** Whether whoever did this held a role for it. */
  at(event: FoundEvent, kind: PrivilegedKind): Promise<Administratorship>
}

/** A snapshot says little of what was so longer after it. */
const OF_THAT_TIME_MS = 31 * 86_400_000

/** Answers from the snapshots of a tenant; each is read once, when it is needed. */
export async function administratorRegister(store: TenantStore): Promise<AdministratorRegister> {
  const snapshots: { readonly at: number; readonly snapshot: Snapshot }[] = []
  for (const id of await store.snapshots.list()) {
    const snapshot = await store.snapshots.open(id)
    snapshots.push({ at: Date.parse(snapshot.manifest.collectedAt), snapshot })
  }
  const read = new Map<string, Promise<Register>>()
  return {
    at: async (event, kind) => {
      if (event.time === null) return { is: 'unknown', because: 'the event has no time' }
      const time = event.time
      const found = snapshots
        .filter(({ at }) => at <= time && time - at <= OF_THAT_TIME_MS)
        .toSorted((one, other) => other.at - one.at)[0]
      if (found === undefined)
        return { is: 'unknown', because: 'there is no snapshot of the month before it' }
      const { id, manifest } = found.snapshot
      const register = read.get(id) ?? registerOf(found.snapshot, store.tenant)
      read.set(id, register)
      const answer = (await register)(event, kind)
      return { ...answer, because: `${answer.because} (snapshot of ${manifest.collectedAt.slice(0, 10)})` }
    },
  }
}

type Register = (event: FoundEvent, kind: PrivilegedKind) => Administratorship

const DATASETS = [
  'users',
  'groupMembers',
  'organization',
  'roleAssignments',
  'roleEligibilityScheduleInstances',
  'roleDefinitions',
  'servicePrincipals',
  'appRoleAssignments',
  'exchangeRoleAssignments',
  'azureRoleAssignments',
] as const satisfies readonly DatasetName[]

const DIRECTORY = ['roleAssignments', 'roleEligibilityScheduleInstances', 'groupMembers'] as const

async function registerOf(snapshot: Snapshot, tenant: TenantId): Promise<Register> {
  const facts = await loadFacts(snapshot, DATASETS)
  const estate = administration(
    {
      users: facts.records('users'),
      groupMembers: facts.records('groupMembers'),
      organization: facts.records('organization'),
      roleAssignments: facts.records('roleAssignments'),
      roleEligibilityScheduleInstances: facts.records('roleEligibilityScheduleInstances'),
      roleDefinitions: facts.records('roleDefinitions'),
    },
    tenant,
  )
  const idOf = identities(facts)
  const azure = new Set(
    facts.records('azureRoleAssignments').map(({ principalId }) => principalId.toLowerCase()),
  )
  const exchange = new Set(
    facts.records('exchangeRoleAssignments').map(({ principalId }) => principalId?.toLowerCase() ?? ''),
  )
  const permitted = new Set(
    facts.records('appRoleAssignments').map(({ principalId }) => principalId?.toLowerCase()),
  )
  const microsofts = new Set(
    facts
      .records('servicePrincipals')
      .filter(({ appOwnerOrganizationId }) => isMicrosoft(appOwnerOrganizationId ?? ''))
      .map(({ id }) => id.toLowerCase()),
  )
  const holds = (principals: ReadonlySet<string>, id: string) =>
    principals.has(id) ||
    [...principals].some((group) => estate.groups.has(group) && estate.groups.membersOf(group).ids.has(id))
  return (event, kind) => {
    const id = idOf(event)
    if (id === undefined) return ofNobody(facts)
    const held = estate.holders.accounts.get(id) ?? estate.holders.servicePrincipals.get(id) ?? []
    const role = held[0]?.grant.role.name
    if (role !== undefined) return { is: 'yes', because: `holds or may activate ${role}` }
    if (permitted.has(id)) return { is: 'yes', because: 'an application with permissions of its own' }
    if (isAzure(event, kind) && holds(azure, id)) return { is: 'yes', because: 'holds a role in Azure' }
    if (isExchange(event) && holds(exchange, id)) return { is: 'yes', because: 'holds a role in Exchange' }
    if (microsofts.has(id))
      return {
        is: 'unknown',
        because: 'an application of Microsoft’s own, whose rights are not in the tenant',
      }
    const doubt = doubtOf(facts, event, kind, estate.holders.unresolved[0]?.because)
    return doubt === undefined
      ? { is: 'no', because: 'held no role for it' }
      : { is: 'unknown', because: doubt }
  }
}

const isAzure = ({ source }: FoundEvent, kind: PrivilegedKind): boolean =>
  source === 'azureActivity' || kind === 'azureAccess' || kind === 'elevation'
const isExchange = ({ service }: FoundEvent): boolean =>
  /^(?:exchange|securitycompliancecenter)/i.test(service ?? '')

/** Ids of whoever acted: a log may know only the name. */
function identities(facts: Facts): (event: FoundEvent) => string | undefined {
  const ids = new Set(facts.records('users').map(({ id }) => id.toLowerCase()))
  const byName = new Map(
    facts
      .records('users')
      .map(({ id, userPrincipalName }) => [userPrincipalName?.toLowerCase() ?? '', id.toLowerCase()]),
  )
  const services = new Map(
    facts
      .records('servicePrincipals')
      .flatMap(({ id, appId }) => [
        [id.toLowerCase(), id.toLowerCase()] as const,
        ...(appId ? [[appId.toLowerCase(), id.toLowerCase()] as const] : []),
      ]),
  )
  return ({ user, userId, servicePrincipalId, appId, actorType }) => {
    const own = userId?.toLowerCase() ?? ''
    const named = byName.get(user?.toLowerCase() ?? '')
    if (ids.has(own)) return own
    if (named !== undefined) return named
    const service = services.get(servicePrincipalId?.toLowerCase() ?? '') ?? services.get(own)
    return service ?? (actorType === 'application' ? services.get(appId?.toLowerCase() ?? '') : undefined)
  }
}

/** Somebody whom the snapshot does not list at all. */
function ofNobody(facts: Facts): Administratorship {
  const gap =
    gapOf('users', facts.coverage('users')) ?? gapOf('servicePrincipals', facts.coverage('servicePrincipals'))
  return gap === undefined
    ? { is: 'no', because: 'was no account of this tenant' }
    : { is: 'unknown', because: `is not among the accounts that were read; ${gap}` }
}

/** Why somebody without a role in the records may hold one all the same. */
function doubtOf(
  facts: Facts,
  event: FoundEvent,
  kind: PrivilegedKind,
  unresolved: string | undefined,
): string | undefined {
  const needed: readonly DatasetName[] = [
    ...DIRECTORY,
    ...(isAzure(event, kind) ? (['azureRoleAssignments'] as const) : []),
    ...(isExchange(event) ? (['exchangeRoleAssignments'] as const) : []),
  ]
  return (
    needed.map((name) => gapOf(name, facts.coverage(name))).find((gap) => gap !== undefined) ?? unresolved
  )
}
