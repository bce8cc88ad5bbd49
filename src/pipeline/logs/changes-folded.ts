/** One change that several logs tell, or one log several times, as one. */
import { operationKey } from '#logs/operations/classify.ts'
import type { FoundEvent } from '#store/log-store/search.ts'

export interface FoldedEvent {
  readonly event: FoundEvent
  /** Ids of further records of the same change, each with its log. */
  readonly also: readonly { readonly id: string; readonly source: string }[]
}

const SECOND_MS = 1000

/**
 * The directory writes a change into its own log and into the unified one, to the second; Azure writes one record when an
 * operation begins and one when it ends, under one correlation id. Two records of one log that look alike are two changes.
 */
export function foldedEvents(events: readonly FoundEvent[]): readonly FoldedEvent[] {
  const groups = Map.groupBy(events, (event) => sameChange(event) ?? `alone ${event.source} ${event.id}`)
  return [...groups.values()].flatMap((same) =>
    same[0]?.source === 'azureActivity' ? asOne(same) : paired(same),
  )
}

function asOne([event, ...others]: readonly FoundEvent[]): readonly FoldedEvent[] {
  return event === undefined ? [] : [{ event, also: others.map(named) }]
}

/** Each record of the directory's own log, which says more, takes one copy with it; what is left stands alone. */
function paired(same: readonly FoundEvent[]): readonly FoldedEvent[] {
  const own = same.filter(({ source }) => source === 'directoryAudits')
  const copies = same.filter(({ source }) => source !== 'directoryAudits')
  return [
    ...own.map((event, at) => ({ event, also: copies.slice(at, at + 1).map(named) })),
    ...copies.slice(own.length).map((event) => ({ event, also: [] })),
  ]
}

const named = ({ id, source }: FoundEvent) => ({ id: id ?? '', source: source ?? 'other' })

function sameChange(event: FoundEvent): string | undefined {
  const { source, operation, correlationId, resourceId, time, user, userId } = event
  if (time === null) return undefined
  if (source === 'azureActivity')
    return correlationId === null
      ? undefined
      : ['azure', operationKey(operation), correlationId, resourceId].join('\x1f')
  const isDirectory = source === 'directoryAudits' || /^azureactivedirectory/i.test(event.service ?? '')
  const who = userId ?? user
  if (!isDirectory || who === null) return undefined
  return ['directory', operationKey(operation), who, Math.floor(time / SECOND_MS), firstTarget(event)].join(
    '\x1f',
  )
}

function firstTarget({ targets }: FoundEvent): string {
  if (targets === null) return ''
  const [, id] = /"id":"([^"]*)"/.exec(targets) ?? []
  return id ?? ''
}
