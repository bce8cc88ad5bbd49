/** Begins a drill: a day, a record with the clock running, and the letter that asks for it. */
import type { DrillRecord } from '#model/drill.ts'
import { KeywardError } from '#model/errors.ts'
import type { LogSource } from '#model/events/log-event.ts'
import { drillLetter } from '#reports/drill-letter.ts'
import type { TenantStore } from '#store/store.ts'
import { partnersNow } from '../../partners-now.ts'
import { type ThirdParty, thirdPartyNamed } from '../third-party.ts'
import { agreedHours } from './agreed.ts'
import { drillDay, heldDays, isoDay } from './day.ts'

export interface StartDrill {
  /** `YYYY-MM-DD`, UTC; chosen where nobody says. */
  readonly day?: string | undefined
  /** Whom it is asked of; nobody named: own exports, or whoever runs the tenant. */
  readonly from?: string | undefined
  readonly by: string
  readonly now: Date
}

export interface StartedDrill {
  readonly drill: DrillRecord
  /** What to send. */
  readonly letter: string
  /** True for one that was begun before and still waits: its clock runs on. */
  readonly resumed: boolean
  /** Why the comparison will prove little; empty where our side holds something of the day. */
  readonly because: readonly string[]
}

/** Logs that are asked for where our side holds none of the day. */
const ASKED = ['signIns', 'nonInteractiveSignIns', 'directoryAudits', 'unifiedAudit'] as const

/**
 * Begins a drill; one of the same third party that still waits goes on in its place.
 * @throws KeywardError `option-invalid`, `partner-ambiguous`, `drill-broken`, `run-in-progress`, `data-unwritable`
 */
export async function startDrill(store: TenantStore, options: StartDrill): Promise<StartedDrill> {
  const { now } = options
  if (options.day !== undefined) refuseDay(options.day, now)
  const register = await partnersNow(store, now)
  const from = options.from === undefined ? undefined : thirdPartyNamed(register, options.from)
  const lock = await store.drills.lock()
  try {
    const { drill, resumed, isHeld } = await begun(store, options, from)
    const { hours } = agreedHours(drill.from?.id, await store.decisions.view(), now)
    const manifest = (await store.snapshots.latest())?.manifest
    const letter = drillLetter(drill, { id: store.tenant, name: manifest?.tenantName }, hours)
    const because = isHeld ? [] : [`our store holds nothing of ${drill.day}, and the ledger has no answer`]
    return { drill, letter, resumed, because }
  } finally {
    await lock.release()
  }
}

function refuseDay(day: string, now: Date): void {
  const isDay =
    /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) && isoDay(Date.parse(day)) === day
  if (isDay && day < isoDay(now.getTime())) return
  throw new KeywardError('option-invalid', {
    option: '--day',
    why: isDay ? 'that day is not over' : 'that is no day',
    how: 'Give a past day of UTC, such as 2026-09-22.',
  })
}

async function begun(store: TenantStore, { day, by, now }: StartDrill, from: ThirdParty | undefined) {
  const { drills, broken } = await store.drills.list()
  const held = await heldDays(store)
  const isMeant = (drill: DrillRecord) =>
    drill.results.length === 0 && drill.from?.id === from?.id && (day === undefined || drill.day === day)
  const waiting = drills.findLast(isMeant)
  if (waiting !== undefined) return { drill: waiting, resumed: true, isHeld: held.on(waiting.day).length > 0 }
  const chosen =
    day ??
    drillDay(
      held.days,
      drills.map((drill) => drill.day),
      now,
    )
  const there: readonly LogSource[] = held.on(chosen)
  const drill: DrillRecord = {
    schemaVersion: 1,
    id: freeId(
      chosen,
      [...drills, ...broken].map(({ id }) => id),
    ),
    day: chosen,
    ...(from === undefined ? {} : { from: { id: from.id, name: from.name } }),
    by,
    requestedAt: now.toISOString(),
    asked: [...(there.length > 0 ? there : ASKED)],
    results: [],
  }
  await store.drills.keep(drill)
  return { drill, resumed: false, isHeld: there.length > 0 }
}

/** A day may be drilled several times, with several third parties. */
function freeId(day: string, taken: readonly string[]): string {
  const own = taken.filter((id) => id === day || id.startsWith(`${day}-`))
  const numbers = own.map((id) => (id === day ? 1 : Number(id.slice(day.length + 1))))
  return own.length === 0 ? day : `${day}-${Math.max(...numbers) + 1}`
}
