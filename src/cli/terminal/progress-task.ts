import { safeText } from '#model/text/safe-text.ts'

/** A page of records arrives in bursts; the rate is smoothed over about this long. */
const SMOOTHING_MS = 10_000
/** Shorter steps are added up first: two updates in one millisecond would make an absurd rate. */
const SAMPLE_MS = 250
/** Before this much has been seen, an estimate is a guess. */
const FIRST_ESTIMATE_MS = 2_000

/** One task as it is now. */
export class TaskState {
  readonly label: string
  readonly startedAt: number
  state: 'running' | 'finished' | 'failed' = 'running'
  done = 0
  total: number | undefined
  endedAt: number | undefined
  note: string | undefined
  #rate: number | undefined
  #sampledAt: number
  #sampledDone = 0

  constructor(label: string, now: number) {
    this.label = label
    this.startedAt = now
    this.#sampledAt = now
  }

  move(now: number, done: number, total: number | undefined): void {
    this.done = done
    this.total = total ?? this.total
    if (now - this.#sampledAt >= SAMPLE_MS) this.#sample(now)
  }

  /** The weight of a sample grows with the time it covers, so that the pace of updates does not matter. */
  #sample(now: number): void {
    const elapsed = now - this.#sampledAt
    const current = Math.max(0, this.done - this.#sampledDone) / elapsed
    const weight = 1 - Math.exp(-elapsed / SMOOTHING_MS)
    this.#rate = this.#rate === undefined ? current : this.#rate + weight * (current - this.#rate)
    this.#sampledAt = now
    this.#sampledDone = this.done
  }

  end(outcome: 'finished' | 'failed', now: number, note: string | undefined): void {
    this.state = outcome
    this.endedAt = now
    this.note = note === undefined ? undefined : safeText(note)
  }

  /** Milliseconds to go, or undefined while nobody can tell. */
  remaining(now: number): number | undefined {
    if (this.total === undefined || this.done > this.total) return undefined
    if (!this.#rate || now - this.startedAt < FIRST_ESTIMATE_MS) return undefined
    const untilSample = Math.max(0, this.total - this.#sampledDone) / this.#rate
    return Math.max(0, untilSample - (now - this.#sampledAt))
  }
}

/** A task that begins now. */
export function started(label: string, now: number): TaskState {
  return new TaskState(safeText(label), now)
}
