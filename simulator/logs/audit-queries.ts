import { guid } from '../estate/random.ts'

export interface AuditQuery {
  readonly id: string
  readonly displayName: string
  /** Milliseconds since 1970; the end is not part of it. */
  readonly from: number
  readonly to: number
  /** Until then the service is at work on it. */
  readonly readyAt: number
  readonly fails?: boolean
}

/** Searches of one caller that may be under way at the same time (identity reference, section f.5; unverified). */
const MOST_AT_ONCE = 10

/** The searches that were left with the service; they stay. */
export class AuditQueries {
  readonly #queries = new Map<string, AuditQuery>()
  readonly #seed: number

  constructor(seed: number, now: string) {
    this.#seed = seed
    const to = Date.parse(now)
    // Somebody searched before us: a list of searches is not empty in a real tenant.
    const id = earlierQueryId(seed)
    this.#queries.set(id, { id, displayName: 'Earlier search', from: to - 86_400_000, to, readyAt: 0 })
  }

  find(id: string): AuditQuery | undefined {
    return this.#queries.get(id.toLowerCase())
  }

  /** Undefined when too many are under way. */
  add(query: Omit<AuditQuery, 'id'>, now: number): AuditQuery | undefined {
    const running = [...this.#queries.values()].filter(({ readyAt }) => readyAt > now)
    if (running.length >= MOST_AT_ONCE) return undefined
    const id = guid(`audit-query/${this.#queries.size}`, this.#seed)
    const added = { ...query, id }
    this.#queries.set(id, added)
    return added
  }

  get size(): number {
    return this.#queries.size
  }
}

/** The id of a search that was there before anybody asked for one. */
export const earlierQueryId = (seed: number): string => guid('audit-query/earlier', seed)
