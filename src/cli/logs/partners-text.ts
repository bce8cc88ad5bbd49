/** Partners in the logs, for people. */
import { safeText } from '#model/text/safe-text.ts'
import { count, counted, instant } from '#model/text/words.ts'
import type { PartnerLogActivity, PartnerLogReport } from '#pipeline/logs/partners/report.ts'
import { clipped } from './clipped.ts'
import { eventLines } from './search-text.ts'

const MOST_PEOPLE = 5
const MOST_OPERATIONS = 6
const MOST_CONTRADICTIONS = 3

const DECISIONS: Readonly<Record<PartnerLogActivity['decision'], string>> = {
  attested: 'vouched for',
  never: 'never vouched for',
  lapsed: 'the word given for it has lapsed',
  gained: 'holds more than was vouched for',
  notOnRegister: 'not on the register',
  unknown: 'not known to a register',
}

/** The report for people. */
export function partnersText(report: PartnerLogReport, columns: number): string {
  const { partners, from, to, guests } = report
  const span =
    from === null || to === null
      ? 'The store of logs is empty'
      : `Logs from ${instant(from)} to ${instant(to)}`
  return [
    `${span}: ${partners.length === 0 ? 'no event by a provider' : `${counted(partners.length, 'provider')} acted`}.`,
    ...partners.flatMap((partner) => partnerLines(partner, columns)),
    ...(guests.tenants > 0
      ? [
          '',
          clipped(
            `Guests of ${counted(guests.tenants, 'other organisation')}: ${counted(guests.signIns, 'sign-in')}, ${counted(guests.changes, 'change')}.`,
            columns,
          ),
        ]
      : []),
    ...unexplainedLines(report),
    ...contradictionLines(report, columns),
    ...(report.unknown.length === 0
      ? []
      : ['', 'Not known:', ...report.unknown.map(({ because }) => `  ${safeText(because)}`)]),
    '',
  ].join('\n')
}

function partnerLines(partner: PartnerLogActivity, columns: number): readonly string[] {
  const { signIns, changes, people, operations, reads } = partner
  const total = changes.directory + changes.exchange + changes.azure + changes.other
  const more = (all: number, most: number) => (all > most ? [`    and ${count(all - most)} more`] : [])
  return [
    '',
    clipped(
      `${partner.name ?? partner.tenantId ?? 'A provider that no record names'} (${DECISIONS[partner.decision]})`,
      columns,
    ),
    `  ${counted(signIns.interactive, 'sign-in')} by hand, ${count(signIns.nonInteractive)} by programs, ${count(signIns.failed)} refused${partner.last === null ? '' : `; last ${instant(partner.last)}`}`,
    `  ${counted(total, 'change')}: ${count(changes.directory)} directory, ${count(changes.exchange)} Exchange, ${count(changes.azure)} Azure, ${count(changes.other)} other${reads > 0 ? `; ${counted(reads, 'read')}` : ''}`,
    ...operations
      .slice(0, MOST_OPERATIONS)
      .map(({ operation, count: times }) => clipped(`    ${count(times)} × ${operation}`, columns)),
    ...more(operations.length, MOST_OPERATIONS),
    `  ${counted(people.length, 'account')}:`,
    ...people.slice(0, MOST_PEOPLE).map(({ id, name, person, listed, signIns: ins, changes: made }) => {
      const who = person ?? `${name ?? id} (${listed === 'missing' ? 'not on the roster' : 'no roster'})`
      return clipped(`    ${who}: ${counted(ins, 'sign-in')}, ${counted(made, 'change')}`, columns)
    }),
    ...more(people.length, MOST_PEOPLE),
  ]
}

function unexplainedLines({ unexplained }: PartnerLogReport): readonly string[] {
  if (unexplained.length === 0) return []
  return [
    '',
    'Not explained:',
    ...unexplained.map(({ name, tenantId, person, because, events }) => {
      const who = [name ?? tenantId ?? 'A provider', ...(person === null ? [] : [person])].join(', ')
      return `  ${safeText(who)}: ${because} (${counted(events, 'event')})`
    }),
  ]
}

function contradictionLines(
  { contradictions: { total, events } }: PartnerLogReport,
  columns: number,
): readonly string[] {
  if (total === 0) return []
  return [
    '',
    `${counted(total, 'sign-in')} whose record contradicts itself (the way in and the home tenant do not fit):`,
    ...events
      .slice(0, MOST_CONTRADICTIONS)
      .flatMap((event) => eventLines(event, columns - 2).map((line) => `  ${line}`)),
  ]
}
