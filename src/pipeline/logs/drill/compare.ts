/** Takes what came for a drill into a store of its own, and compares it with ours for that day. */
import type { DrillHour, DrillRecord, DrillResult, Shortfall } from '#model/drill.ts'
import { KeywardError } from '#model/errors.ts'
import { type LogSource, logSources } from '#model/events/log-event.ts'
import { counted } from '#model/text/words.ts'
import { type CameIn, type ComparedDay, compareDay } from '#store/log-store/compare-days.ts'
import type { TenantStore } from '#store/store.ts'
import { type ImportProgress, type ImportSummary, importLogs } from '../import.ts'
import { isLost } from '../lost.ts'
import { agreedHours } from './agreed.ts'
import { ledgerDay } from './hours.ts'
import { type ComparedLog, type JudgedLog, judgeDrill, judgeLog } from './verdict.ts'

const HOUR_MS = 3_600_000

export interface CompareDrill {
  /** Files and folders that came; none: compare again what came before. */
  readonly paths: readonly string[]
  /** Which drill; the last that waits, else the last, where nobody says. */
  readonly drill?: string | undefined
  /** When they came; now, where nobody says. */
  readonly came?: Date | undefined
  /** Somebody says that nothing came. */
  readonly nothingCame: boolean
  readonly by: string
  readonly now: Date
  readonly signal?: AbortSignal
  readonly progress?: (progress: ImportProgress) => void
}

export interface ComparedDrill {
  readonly drill: DrillRecord
  readonly result: DrillResult
  /** What was read now; left out where no file was given. */
  readonly imported?: ImportSummary
}

/**
 * Imports and compares; the result is kept with the drill, beside earlier ones.
 * @throws KeywardError `drill-unknown`, `drill-broken`, `option-invalid`, and as `importLogs` does
 */
export async function compareDrill(store: TenantStore, options: CompareDrill): Promise<ComparedDrill> {
  const { paths, signal, progress } = options
  const lock = await store.drills.lock()
  try {
    const drill = await wanted(store, options.drill)
    const theirs = store.drills.logs(drill.id)
    const before = (await theirs.manifest()).files.length > 0
    if (paths.length === 0) refuseNothing(before, options.nothingCame)
    const cameAt = cameAtOf(drill, options)
    const imported =
      paths.length === 0
        ? undefined
        : await importLogs({
            paths,
            store: theirs,
            ...(signal ? { signal } : {}),
            ...(progress ? { progress } : {}),
          })
    signal?.throwIfAborted()
    if (imported !== undefined) refuseNoLogs(imported)
    const result = await resultOf(store, drill, { ...options, cameAt, imported })
    const kept = { ...drill, results: [...drill.results, result] }
    await store.drills.keep(kept)
    return { drill: kept, result, ...(imported === undefined ? {} : { imported }) }
  } finally {
    await lock.release()
  }
}

async function wanted(store: TenantStore, id: string | undefined): Promise<DrillRecord> {
  const { drills, broken } = await store.drills.list()
  const damaged = broken.find((one) => one.id === id || id === undefined)
  const found =
    id === undefined
      ? (drills.findLast(({ results }) => results.length === 0) ?? drills.at(-1))
      : drills.find((drill) => drill.id === id)
  if (found !== undefined) return found
  if (damaged !== undefined)
    throw new KeywardError('drill-broken', { drill: damaged.id, why: damaged.because, file: damaged.file })
  throw new KeywardError('drill-unknown', { value: (id ?? 'that waits for something').slice(0, 40) })
}

function refuseNothing(before: boolean, nothingCame: boolean): void {
  if (before || nothingCame) return
  throw new KeywardError('option-invalid', {
    option: 'compare',
    why: 'no file was given, and nothing came before',
    how: 'Give the files and folders that came, or --nothing-came to keep that as the result.',
  })
}

/** A wrong path is not what came: that nothing did, somebody says. */
function refuseNoLogs({ rows }: ImportSummary): void {
  if (rows > 0) return
  throw new KeywardError('option-invalid', {
    option: 'compare',
    why: 'there is no row of a log in what was given',
    how: 'Give the files and folders that came, or --nothing-came alone to keep that as the result.',
  })
}

function cameAtOf(drill: DrillRecord, { came, now, paths }: CompareDrill): Date {
  const earlier = drill.results.at(-1)?.cameAt
  const at = came ?? (paths.length === 0 && earlier !== undefined ? new Date(earlier) : now)
  const requested = Date.parse(drill.requestedAt)
  if (at.getTime() >= requested && at.getTime() <= Math.max(now.getTime(), requested)) return at
  throw new KeywardError('option-invalid', {
    option: '--came',
    why: `that is not between the request, ${drill.requestedAt}, and now`,
    how: 'Give the time at which the files came, with its zone: 2026-11-22T08:00:00Z.',
  })
}

interface Come extends CompareDrill {
  readonly cameAt: Date
  readonly imported: ImportSummary | undefined
}

async function resultOf(store: TenantStore, drill: DrillRecord, come: Come): Promise<DrillResult> {
  const { now, cameAt, by, imported } = come
  const from = Date.parse(drill.day)
  const day = await compareDay(store.logs, store.drills.logs(drill.id), from, store.tenant)
  const logs = await judgedLogs(store, drill, day, now)
  const tookHours = (cameAt.getTime() - Date.parse(drill.requestedAt)) / HOUR_MS
  const agreed = agreedHours(drill.from?.id, await store.decisions.view(), now)
  const late: readonly Shortfall[] =
    tookHours > agreed.hours ? [{ whose: 'theirs', what: lateWords(tookHours, agreed) }] : []
  const judged = judgeDrill(logs, drill.asked, [...late, ...unreadable(day.came, imported)])
  return {
    at: now.toISOString(),
    cameAt: cameAt.toISOString(),
    by,
    tookHours: Math.round(tookHours * 100) / 100,
    agreedHours: agreed.hours,
    verdict: judged.verdict,
    because: [...judged.because],
    short: [...judged.short],
    logs: logs.map(({ log }) => log),
    notes: [...notesOf(logs, day.came), ...(imported?.skipped ?? []).map(({ file }) => `${file} is no log`)],
  }
}

function lateWords(took: number, { hours, isAttested }: ReturnType<typeof agreedHours>): string {
  const than = isAttested ? 'they attested' : 'we ask'
  return `came after ${counted(Math.ceil(took), 'hour')}; ${than} ${hours}`
}

async function judgedLogs(
  store: TenantStore,
  drill: DrillRecord,
  day: ComparedDay,
  now: Date,
): Promise<readonly JudgedLog[]> {
  const manifest = await store.logs.manifest()
  const judged: JudgedLog[] = []
  for (const source of logSources) {
    const hours = day.hours.filter((hour) => hour.source === source)
    if (hours.length === 0 && !drill.asked.includes(source)) continue
    const deletedAt = manifest.removals.findLast(({ files }) =>
      files.some(({ path }) => path.startsWith(`${source}/${drill.day}/`)),
    )?.at
    const lost = deletedAt === undefined && (await isLost(store.coverage, manifest, source))
    judged.push(judgeLog({ ...(await comparedLog(store, source, drill, day, now)), deletedAt, isLost: lost }))
  }
  return judged
}

async function comparedLog(
  store: TenantStore,
  source: LogSource,
  { day: name }: DrillRecord,
  day: ComparedDay,
  now: Date,
): Promise<ComparedLog> {
  const ledger = await ledgerDay(store.coverage, source, Date.parse(name), now.getTime())
  const hours: DrillHour[] = []
  for (const { hour, both, onlyOurs, onlyTheirs } of day.hours.filter((one) => one.source === source))
    hours.push({
      hour: new Date(hour * HOUR_MS).toISOString().slice(0, 13),
      both,
      onlyOurs,
      onlyTheirs,
      ...(await ledger.at(hour)),
    })
  const sum = (pick: (hour: DrillHour) => number) => hours.reduce((all, hour) => all + pick(hour), 0)
  const [both, onlyOurs, onlyTheirs] = [
    sum((hour) => hour.both),
    sum((hour) => hour.onlyOurs),
    sum((hour) => hour.onlyTheirs),
  ]
  return {
    source,
    ours: both + onlyOurs,
    theirs: both + onlyTheirs,
    both,
    onlyOurs,
    onlyTheirs,
    explained: sum((hour) => (hour.ledger === 'answered' ? 0 : hour.onlyTheirs)),
    answeredHours: ledger.answeredHours,
    hours,
    fields: day.fields
      .filter((field) => field.source === source && field.lacking > 0)
      .map(({ field, ours, lacking }) => ({ field, ours, lacking })),
  }
}

/** Rows that say nothing of the day, because they are broken: in earnest they would be missing too. */
function unreadable(came: readonly CameIn[], imported: ImportSummary | undefined): readonly Shortfall[] {
  const recovered = came.reduce((all, one) => all + one.recovered, 0)
  const rows = Math.max(recovered, imported?.quarantinedRows ?? 0)
  return rows === 0
    ? []
    : [
        {
          whose: 'theirs',
          what: `${counted(rows, 'row')} could not be read, or ${rows === 1 ? 'was' : 'were'} cut off`,
        },
      ]
}

function notesOf(logs: readonly JudgedLog[], came: readonly CameIn[]): readonly string[] {
  return [
    ...logs.flatMap(({ log: { source, explained, ours, hours } }) => {
      if (explained === 0) return []
      const why = hours.find((hour) => hour.onlyTheirs > 0 && hour.ledger !== 'answered')?.because
      const held = ours === 0 ? 'of which our store has none' : 'that our store lacks'
      return [`they have ${counted(explained, 'event')} of ${source} ${held}: ${why ?? 'no answer'}`]
    }),
    ...came.flatMap(({ source, otherDays, undated, otherTenant }) => [
      ...(otherTenant > 0
        ? [`${counted(otherTenant, 'event')} of ${source} ${are(otherTenant)} of another tenant’s log`]
        : []),
      ...(otherDays > 0
        ? [`${counted(otherDays, 'event')} of ${source} ${are(otherDays)} of other days`]
        : []),
      ...(undated > 0
        ? [`${counted(undated, 'event')} of ${source} ${undated === 1 ? 'has' : 'have'} no time`]
        : []),
    ]),
  ]
}

const are = (number: number): string => (number === 1 ? 'is' : 'are')
