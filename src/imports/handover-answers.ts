/**
 * The questionnaire of the handover as a third party sends it back. It becomes an attestation as a whole, so one row
 * that cannot be read, or contradicts itself, refuses the file: half an attestation is none.
 */
import { z } from 'zod'
import { defineDataset, type RecordOf } from '#model/dataset.ts'
import { type HandoverAnswer, handoverLogs } from '#model/handover.ts'
import { asCount, asText, asYesOrNo, rowReader } from '#model/records/columns.ts'
import { type Form, readFilledIn, unguarded } from './filled-in.ts'

export interface ReadHandover {
  /** Whose answers the file says that they are, in the order of its rows, each once. */
  readonly thirdParties: readonly string[]
  /** A log each; one that nothing was said about is not among them. */
  readonly answers: readonly HandoverAnswer[]
}

const COLUMNS = ['log', 'thirdParty', 'exists', 'since', 'days', 'who', 'hours', 'remark'] as const
const MOST_DAYS = 36_500
const MOST_HOURS = 8_784
const LONGEST_TEXT = 300

const text = z.string().max(LONGEST_TEXT, `longer than ${LONGEST_TEXT} characters`).nullish()
const whole = (unit: string, most: number) => {
  const error = `write a whole number of ${unit}, or nothing`
  return z.int({ error }).min(1, error).max(most, `no more than ${most}`).nullish()
}

const READERS: Readonly<Record<string, (cell: unknown) => unknown>> = {
  exists: asYesOrNo,
  days: asCount,
  hours: asCount,
}
const readRow = rowReader(COLUMNS, (field, cell) => (READERS[field] ?? asText)(cell))

const dataset = defineDataset({
  name: 'handoverAnswers',
  title: 'What one third party hands over in an incident',
  key: ['log'],
  columns: COLUMNS,
  prepare: readRow,
  record: z.object({
    log: z
      .string({ error: 'the row names no log' })
      .toLowerCase()
      .refine((id) => handoverLogs.some((one) => one.id === id), 'there is no such log on the list'),
    thirdParty: text,
    exists: z.boolean({ error: 'write yes or no' }).nullish(),
    since: z.iso.date({ error: 'write the day as 2026-12-31' }).nullish(),
    days: whole('days', MOST_DAYS),
    who: text,
    hours: whole('hours', MOST_HOURS),
    remark: text,
  }),
})

const form: Form = { dataset, optional: ['thirdParty', 'remark'], rows: 'logs', whose: 'thirdParty' }

/**
 * Reads the file.
 * @param today `YYYY-MM-DD`: no log began after it
 * @throws Error with the row and the reason in words
 */
export async function readHandover(file: string, bytes: Uint8Array, today: string): Promise<ReadHandover> {
  const { records, broken } = await readFilledIn(form, file, bytes)
  // Once more, because the head of a JSON joined them.
  const read = records.map((record) => dataset.record.safeParse(record))
  const rows = read.flatMap(({ data }) => (data === undefined ? [] : [data]))
  const misfits = read.flatMap(({ error }) => error?.issues.map(({ message }) => message) ?? [])
  const faults = [...broken, ...misfits, ...rows.flatMap((row) => faultsIn(row, today)), ...twice(rows)]
  const [first, ...others] = faults
  if (first !== undefined)
    throw new Error(others.length === 0 ? first : `${first} (and ${others.length} more faults)`)
  const answers = rows.flatMap(answerOf)
  if (answers.length === 0) throw new Error('nothing in it is answered')
  const named = rows.flatMap(({ thirdParty }) => (thirdParty ? [unguarded(thirdParty)] : []))
  return { thirdParties: [...new Set(named)], answers }
}

type Row = RecordOf<typeof dataset>

function faultsIn({ log, exists, since, days, who, hours, remark }: Row, today: string): string[] {
  const hasMore = [since, days, who, hours].some((value) => value !== undefined && value !== null)
  const isBlank = exists === undefined || exists === null
  return [
    ...(isBlank && (hasMore || Boolean(remark))
      ? [`${log}: the column exists is empty, and others are not`]
      : []),
    ...(exists === false && hasMore
      ? [`${log}: there is no such log, and yet it says since when, how long or by whom`]
      : []),
    ...(since && since > today ? [`${log}: it begins in the future`] : []),
  ]
}

function twice(rows: readonly Row[]): readonly string[] {
  const seen = new Set<string>()
  return rows.flatMap(({ log }) => {
    if (seen.has(log)) return [`${log}: it is answered twice`]
    seen.add(log)
    return []
  })
}

function answerOf({ log, exists, since, days, who, hours, remark }: Row): readonly HandoverAnswer[] {
  if (exists === undefined || exists === null) return []
  const said = {
    ...(since ? { since } : {}),
    ...(days ? { days } : {}),
    ...(who ? { who: unguarded(who) } : {}),
    ...(hours ? { hours } : {}),
    ...(remark ? { remark: unguarded(remark) } : {}),
  }
  return [{ log, exists, ...said }]
}
