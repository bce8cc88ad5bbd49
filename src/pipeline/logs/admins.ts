/** What administrators did: by whom, from where, and whether that was to be expected (design §7). */
import { breakGlassNames } from '#access/declared.ts'
import { type PrivilegedKind, privilegedKinds } from '#logs/operations/operations.ts'
import type { ReadableChanges } from '#logs/operations/readable.ts'
import { actorHistory } from '#store/log-store/actor-history.ts'
import type { LogRange } from '#store/log-store/log-store.ts'
import { type FoundEvent, searchLogs } from '#store/log-store/search.ts'
import type { TenantStore } from '#store/store.ts'
import {
  actorOf,
  type Expectation,
  expectationOf,
  type Histories,
  historiesOf,
  type Origin,
} from './admins-judge.ts'
import { type AdministratorRegister, administratorRegister } from './admins-register.ts'
import { CHANGE_LOGS } from './changes.ts'
import type { FoldedEvent } from './changes-folded.ts'
import { changesOf, classOfEvent, readOperations } from './changes-read.ts'
import { missingLogs } from './missing-logs.ts'
import { knownPartners } from './partners/known.ts'
import { type ShownEvent, shown } from './search.ts'

/** One privileged operation. */
export interface AdminOperation extends ShownEvent, Expectation {
  readonly what: PrivilegedKind
  readonly from: Origin
  readonly changed: ReadableChanges
  readonly also: FoldedEvent['also']
}

export interface BreakGlassUse {
  /** As it was declared. */
  readonly account: string
  readonly events: number
  /** ISO 8601; null where it did nothing. */
  readonly last: string | null
  readonly newest: readonly ShownEvent[]
}

export interface AdminReport {
  readonly schemaVersion: 1
  readonly tenant: { readonly id: string }
  /** Of the operations that were judged. */
  readonly counts: Readonly<Record<Expectation['expected'], number>>
  readonly byKind: Readonly<Record<PrivilegedKind, number>>
  readonly actors: readonly {
    readonly name: string
    readonly operations: number
    readonly unexpected: number
    readonly unknown: number
  }[]
  /** The newest first. */
  readonly operations: readonly AdminOperation[]
  /** False where only the newest were judged. */
  readonly whole: boolean
  readonly breakGlass: readonly BreakGlassUse[]
  readonly unknown: readonly { readonly log: string; readonly because: string }[]
}

export interface AdminRequest {
  readonly range: LogRange
  readonly now: Date
  readonly signal?: AbortSignal
}

/** So many are judged; a tenant that has more in its store asks for a span. */
const MOST_JUDGED = 20_000

/** Makes the report. @throws KeywardError `snapshot-broken`, `search-too-long` */
export async function logAdmins(
  store: TenantStore,
  { range, now, signal }: AdminRequest,
): Promise<AdminReport> {
  const known = await knownPartners(store, now)
  const names = new Map([...known.byTenant].map(([id, { name }]) => [id, name]))
  const register = await administratorRegister(store)
  const emergency = breakGlassNames(await store.decisions.view())
  const read = await store.logs.read(range, (logs) =>
    readOperations(logs, ({ privileged }) => privileged !== null, MOST_JUDGED, signal),
  )
  // What somebody did before the span tells what is usual in it.
  const upTo = range.to === undefined ? {} : { to: range.to }
  const history = await store.logs.read(upTo, (logs) =>
    actorHistory(
      logs,
      read.events.map(({ event }) => actorOf(event)),
    ),
  )
  const around = { names, register, emergency, histories: historiesOf(history) }
  const operations: AdminOperation[] = []
  for (const folded of read.events) {
    const operation = await judged(folded, around)
    if (operation !== undefined) operations.push(operation)
  }
  const there = new Set((await store.logs.manifest()).files.map(({ source }) => source))
  return {
    schemaVersion: 1,
    tenant: { id: store.tenant },
    counts: countsOf(operations),
    byKind: kindsOf(operations),
    actors: actorsOf(operations),
    operations,
    whole: read.isWhole,
    breakGlass: await breakGlassUse(store, range, emergency, names),
    unknown: [...missingLogs(CHANGE_LOGS, there), ...notDeclared(emergency)],
  }
}

interface Around {
  readonly names: ReadonlyMap<string, string>
  readonly register: AdministratorRegister
  readonly emergency: ReadonlySet<string>
  readonly histories: Histories
}

async function judged(
  { event, also }: FoldedEvent,
  { names, register, emergency, histories }: Around,
): Promise<AdminOperation | undefined> {
  const what = classOfEvent(event)?.privileged
  if (!what) return undefined
  const origin = histories.originOf(event)
  const isBreakGlass = [event.user, event.userId].some(
    (name) => name !== null && emergency.has(name.toLowerCase()),
  )
  const administrator = await register.at(event, what)
  const expectation = expectationOf(
    { event, origin, administrator, partner: partnerWords(event, names), isBreakGlass },
    histories,
  )
  const from = origin
  return { ...shown(event, { names }), ...expectation, what, from, changed: changesOf(event), also }
}

function partnerWords(event: FoundEvent, names: ReadonlyMap<string, string>): string | null {
  const { foreignTenant, provider } = event
  if (foreignTenant !== null) return names.get(foreignTenant) ?? `another organisation (${foreignTenant})`
  return provider === 'true' ? 'a provider that the record does not name' : null
}

function countsOf(operations: readonly AdminOperation[]): AdminReport['counts'] {
  const of = (state: Expectation['expected']) =>
    operations.filter(({ expected }) => expected === state).length
  return { yes: of('yes'), no: of('no'), unknown: of('unknown') }
}

function kindsOf(operations: readonly AdminOperation[]): AdminReport['byKind'] {
  const counts = privilegedKinds.map((kind) => [kind, operations.filter(({ what }) => what === kind).length])
  return Object.fromEntries(counts) as Record<PrivilegedKind, number>
}

function actorsOf(operations: readonly AdminOperation[]): AdminReport['actors'] {
  const name = (one: AdminOperation) => one.user ?? one.userId ?? one.app ?? 'nobody named'
  return [...Map.groupBy(operations, (one) => name(one).toLowerCase()).values()]
    .map((own) => ({
      name: own[0] === undefined ? 'nobody named' : name(own[0]),
      operations: own.length,
      unexpected: own.filter(({ expected }) => expected === 'no').length,
      unknown: own.filter(({ expected }) => expected === 'unknown').length,
    }))
    .toSorted((one, other) => other.unexpected - one.unexpected || other.operations - one.operations)
}

const NEWEST = 5
const TIME_LIMIT_MS = 60_000

/** Everything that accounts for emergencies did, sign-ins above all. */
async function breakGlassUse(
  store: TenantStore,
  range: LogRange,
  emergency: ReadonlySet<string>,
  names: ReadonlyMap<string, string>,
): Promise<readonly BreakGlassUse[]> {
  if (emergency.size === 0) return []
  return store.logs.read(range, async (logs) => {
    const uses: BreakGlassUse[] = []
    for (const account of [...emergency].toSorted()) {
      const condition = { is: 'text', columns: ['user', 'userId'], patterns: [account], not: false } as const
      const found = await searchLogs(logs, [condition], { limit: NEWEST, timeLimitMs: TIME_LIMIT_MS })
      const newest = found.events.map((event) => shown(event, { names }))
      uses.push({ account, events: found.total, last: newest[0]?.time ?? null, newest })
    }
    return uses
  })
}

function notDeclared(emergency: ReadonlySet<string>): AdminReport['unknown'] {
  if (emergency.size > 0) return []
  const because =
    'no account for emergencies is declared, so its use cannot be told: keyward declare break-glass'
  return [{ log: 'breakGlass', because }]
}
