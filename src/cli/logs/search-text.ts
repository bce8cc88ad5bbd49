/** Events as lines for people: when, who, what, to what, from where. */
import { count, counted } from '#model/text/words.ts'
import type { SearchResult, ShownEvent } from '#pipeline/logs/search.ts'
import { clipped } from './clipped.ts'

const INDENT = '  '

/** The result for people; each event on two lines at most. */
export function searchText({ total, events }: SearchResult, columns: number): string {
  if (total === 0) return 'No event is like that.\n'
  const head =
    events.length < total
      ? `${counted(total, 'event')}, the newest ${count(events.length)}:`
      : `${counted(total, 'event')}:`
  return `${[head, ...events.flatMap((event) => eventLines(event, columns))].join('\n')}\n`
}

/** The lines of one event. */
export function eventLines(event: ShownEvent, columns: number): readonly string[] {
  const time = event.time === null ? 'no time         ' : event.time.slice(0, 16).replace('T', ' ')
  const failed = event.result === null || event.result === 'success' ? '' : ` (${event.result})`
  const who = event.user ?? event.userId ?? event.app ?? 'nobody named'
  const partner =
    event.partner === undefined
      ? ''
      : ` of ${event.partner.name ?? event.partner.tenantId ?? 'another organisation'}`
  const first = `${time}  ${event.operation ?? 'an operation without a name'}${failed}`
  const targets = event.targets.map(({ name, id }) => name ?? id).filter((name) => name !== undefined)
  const second = [
    `${who}${partner}`,
    ...(targets.length > 0 ? [`→ ${targets.slice(0, 2).join(', ')}`] : []),
    ...(event.app !== null && event.app !== who ? [`by ${event.app}`] : []),
    ...(event.ip === null ? [] : [`from ${event.ip}`]),
    ...(event.recovered ? ['(cut off; this is what could be read)'] : []),
  ].join('  ')
  return [clipped(first, columns), `${INDENT}${clipped(second, columns - INDENT.length)}`]
}
