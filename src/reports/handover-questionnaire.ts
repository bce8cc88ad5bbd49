/** The list of what is to be handed over, as a file that a third party fills in and sends back. */
import { handoverLogs } from '#model/handover.ts'
import { csvLine } from './csv-line.ts'

export interface HandoverQuestionnaire {
  /** The id that the answers are kept under. */
  readonly thirdParty: string
  /** What the customer calls it, for the reader. */
  readonly name: string
  readonly from: string
  /** ISO 8601 day. */
  readonly date: string
}

const ASKED = ['thirdParty', 'name', 'log', 'what', 'why', 'askedDays', 'askedHours'] as const
/** The third party’s cells: yes or no, a day, days, a person with a way to reach them, hours, and what else there is. */
const ANSWERS = ['exists', 'since', 'days', 'who', 'hours', 'remark'] as const

/** A row a log; the last cells are the third party's. */
export function handoverCsv({ thirdParty, name }: HandoverQuestionnaire): string {
  const rows = handoverLogs.map(({ id, what, why, leastDays, mostHours }) =>
    csvLine([
      thirdParty,
      name,
      id,
      what,
      why,
      leastDays === null ? '' : String(leastDays),
      String(mostHours),
      ...ANSWERS.map(() => ''),
    ]),
  )
  return [csvLine([...ASKED, ...ANSWERS]), ...rows].join('')
}

/** The same for a program. */
export function handoverJson({ thirdParty, name, from, date }: HandoverQuestionnaire): string {
  const open = { exists: null, since: null, days: null, who: null, hours: null, remark: null }
  const logs = handoverLogs.map(({ id, what, why, leastDays, mostHours }) => ({
    log: id,
    what,
    why,
    askedDays: leastDays,
    askedHours: mostHours,
    ...open,
  }))
  return `${JSON.stringify({ thirdParty, name, from, date, logs }, null, 2)}\n`
}
