/** The logs as the question of use needs them: indexed once, for partners with hundreds of powers. */
import type { DatasetName } from '#model/datasets.ts'
import type { ActivityLogRecord } from '#model/records/activity-log.ts'
import type { DirectoryAudit } from '#model/records/directory-audits.ts'
import type { ServicePrincipal } from '#model/records/service-principals.ts'
import type { SignIn } from '#model/records/sign-ins.ts'
import type { UnifiedAuditRecord } from '#model/records/unified-audit.ts'
import type { User } from '#model/records/users.ts'
import { operationsIn } from '../../events/activity-log.ts'
import { isFailedChange } from '../../events/directory-audits.ts'
import type { PartnerEvent } from '../../events/event.ts'
import { type Reach, unbrokenReach } from '../../events/span.ts'

/** What was read, and how completely. */
export interface UseRecords {
  /** Of all partners, in the order of their time. */
  readonly events: readonly PartnerEvent[]
  readonly directoryAudits: readonly DirectoryAudit[]
  readonly signIns: readonly SignIn[]
  readonly unifiedAudit: readonly UnifiedAuditRecord[]
  readonly activityLog: readonly ActivityLogRecord[]
  readonly servicePrincipals: readonly Pick<ServicePrincipal, 'id' | 'appId'>[]
  readonly users: readonly Pick<User, 'id' | 'userPrincipalName'>[]
  readonly own: string | undefined
  /** Why a record that is missing in a log proves nothing; undefined for a log that was read whole. */
  readonly gap: (dataset: DatasetName) => string | undefined
  /**
   * The days that a collection asked for, of a log or of one subscription; text: why that is not known. Undefined for
   * files, whose records have to tell.
   */
  readonly asked: (dataset: DatasetName, of?: string) => Reach | string | undefined
  /** A collection keeps what people of other tenants did, and of own accounts next to nothing. */
  readonly isCollected: boolean
  readonly now: Date
}

/** A change by whoever holds a role. */
export interface Change {
  /** ISO 8601. */
  readonly time: string
  /** Of which log. */
  readonly log: 'directory' | 'unified'
  /** The category or the workload; undefined where the record does not say. */
  readonly kind: string | undefined
}

/** An operation in Azure by whoever holds a role. */
export interface Operation {
  /** ISO 8601. */
  readonly time: string
  readonly resource: string | undefined
}

export interface UseFacts extends UseRecords {
  /** Whether the directory has an account or an application with this id, in lower case. */
  readonly isKnown: (id: string) => boolean
  readonly clientIdOf: (servicePrincipalId: string) => string | undefined
  /** When an application, by its client id, signed in or was signed in to. */
  readonly signInsTo: (clientId: string) => readonly string[]
  /** When any application signed in by itself. */
  readonly applicationSignIns: readonly string[]
  /** By an account of the directory, by its id in lower case, in the order of their time. */
  readonly changesBy: (account: string) => readonly Change[]
  readonly operationsBy: (account: string) => readonly Operation[]
  /** How far back a log, or what of it has this key, reaches; text: why it proves nothing. */
  readonly reach: (dataset: LogDataset, of?: string) => Reach | string
  readonly operationsIn: (subscription: string) => readonly ActivityLogRecord[]
}

export type LogDataset = 'directoryAudits' | 'unifiedAudit' | 'activityLog' | 'signIns'

/** Indexes the records. */
export function useFacts(records: UseRecords): UseFacts {
  const { servicePrincipals, users, activityLog, signIns } = records
  const clientIds = new Map(servicePrincipals.map(({ id, appId }) => [id, appId?.toLowerCase()]))
  const known = new Set([...users, ...servicePrincipals].map(({ id }) => id.toLowerCase()))
  for (const clientId of clientIds.values()) if (clientId) known.add(clientId)
  const succeeded = signIns.filter(({ status }) => (status?.errorCode ?? 0) === 0)
  const byClient = Map.groupBy(succeeded, ({ appId }) => appId?.toLowerCase() ?? '')
  const changes = changesByActor(records)
  const names = new Map(
    users.map(({ id, userPrincipalName: name }) => [id.toLowerCase(), name?.toLowerCase()]),
  )
  const operations = Map.groupBy(operationsIn(activityLog), ({ record }) => record.actorId ?? '')
  const bySubscription = Map.groupBy(activityLog, ({ subscriptionId }) => subscriptionId ?? '')
  return {
    ...records,
    isKnown: (id) => known.has(id),
    clientIdOf: (id) => clientIds.get(id),
    signInsTo: (clientId) => timesOf(byClient.get(clientId) ?? []),
    applicationSignIns: timesOf(signIns.filter(isOfApplication)),
    changesBy: (account) => {
      const called = new Set([account, names.get(account) ?? account])
      const own = [...called].flatMap((name) => changes.get(name) ?? [])
      return own.toSorted((a, b) => a.time.localeCompare(b.time))
    },
    operationsBy: (account) =>
      (operations.get(account) ?? []).map(({ record, time }) => ({
        time,
        resource: record.resourceId ?? undefined,
      })),
    operationsIn: (subscription) => bySubscription.get(subscription) ?? [],
    reach: reachIn(records),
  }
}

/** By id and by name: Exchange and SharePoint write names where Entra writes ids. */
function changesByActor({
  directoryAudits,
  unifiedAudit,
}: UseRecords): ReadonlyMap<string, readonly Change[]> {
  const found = new Map<string, Change[]>()
  const add = (actor: string | null | undefined, change: Change) => {
    if (!actor) return
    const own = found.get(actor.toLowerCase())
    if (own === undefined) found.set(actor.toLowerCase(), [change])
    else own.push(change)
  }
  for (const record of directoryAudits) {
    const { initiatedBy, activityDateTime: time, category } = record
    if (time && !isFailedChange(record))
      add(initiatedBy?.user?.id, { time, log: 'directory', kind: category ?? undefined })
  }
  for (const { userKey, userId, creationTime: time, workload } of unifiedAudit) {
    if (!time) continue
    const change: Change = { time, log: 'unified', kind: workload ?? undefined }
    add(userId, change)
    if (userKey?.toLowerCase() !== userId?.toLowerCase()) add(userKey, change)
  }
  return found
}

const timesOf = (signIns: readonly SignIn[]): readonly string[] =>
  signIns.flatMap(({ createdDateTime }) => createdDateTime ?? []).toSorted()

function isOfApplication({ signInEventTypes }: SignIn): boolean {
  return (signInEventTypes ?? []).some((type) => type.toLowerCase() === 'serviceprincipal')
}

/** No log at hand is taken for whole over a longer silence. */
const LONGEST_SILENCE_DAYS = 7

function reachIn(records: UseRecords): UseFacts['reach'] {
  const known = new Map<string, Reach | string>()
  return (dataset, of) => {
    const key = `${dataset} ${of ?? ''}`
    const before = known.get(key)
    const reach = before ?? reachOf(records, dataset, of)
    known.set(key, reach)
    return reach
  }
}

function reachOf(records: UseRecords, dataset: LogDataset, of: string | undefined): Reach | string {
  const { gap, asked, now } = records
  const why = gap(dataset)
  if (why !== undefined) return why
  const [times, what] = timesIn(records, dataset, of)
  // What a collection asks for are sign-ins of people; those of applications have to tell their days themselves.
  const window = dataset === 'signIns' ? undefined : asked(dataset, of)
  return window ?? unbrokenReach(times, now, LONGEST_SILENCE_DAYS) ?? `${dataset} holds nothing ${what}`
}

function timesIn(
  { directoryAudits, unifiedAudit, activityLog, signIns }: UseRecords,
  dataset: LogDataset,
  of: string | undefined,
): readonly [times: readonly (string | null | undefined)[], what: string] {
  switch (dataset) {
    case 'directoryAudits':
      return [directoryAudits.map(({ activityDateTime }) => activityDateTime), 'at all']
    case 'unifiedAudit': {
      const rows = unifiedAudit.filter(({ workload }) => workload?.toLowerCase() === of?.toLowerCase())
      return [rows.map(({ creationTime }) => creationTime), `of ${of ?? 'it'}`]
    }
    case 'activityLog': {
      const rows = activityLog.filter(({ subscriptionId }) => subscriptionId === of)
      return [rows.map(({ eventTimestamp }) => eventTimestamp), `of subscription ${of ?? ''}`]
    }
    case 'signIns':
      return [timesOf(signIns.filter(isOfApplication)), 'of applications']
    default:
      return dataset satisfies never
  }
}
