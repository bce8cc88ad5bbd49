/** From where and when some actors did anything, counted where it lies. */
import { literal } from '../duckdb.ts'
import type { OpenLogs } from './log-store.ts'

/** What an actor did from one address; refused sign-ins are no doing of theirs. */
export interface ActorPlace {
  /** In lower case. */
  readonly actor: string
  readonly ip: string | null
  /** Two letters, where some record of it says. */
  readonly country: string | null
  /** The device, where all records of the address that name one name the same. */
  readonly deviceId: string | null
  readonly os: string | null
  readonly browser: string | null
  /** Milliseconds since 1970. */
  readonly first: number
  readonly events: number
}

/** How much an actor did in one hour of the day, UTC. */
export interface ActorHour {
  readonly actor: string
  readonly hour: number
  readonly events: number
}

export interface ActorHistory {
  readonly places: readonly ActorPlace[]
  readonly hours: readonly ActorHour[]
}

const ACTOR = `lower(coalesce("user", "userId", "servicePrincipalName", app, 'nobody named'))`
/** What was refused or is still waiting for something was not done. */
const DONE = `time IS NOT NULL AND coalesce(result, 'success') IN ('success', 'partial')`

/** Reads what the actors did in all of the store. @param actors as `user`, else `userId` … of their records */
export async function actorHistory(
  { connection, relation }: OpenLogs,
  actors: readonly string[],
): Promise<ActorHistory> {
  if (actors.length === 0) return { places: [], hours: [] }
  const list = [...new Set(actors.map((actor) => actor.toLowerCase()))].map(literal).join(', ')
  const own = `(SELECT ${ACTOR} AS actor, * FROM ${relation} WHERE ${DONE} AND ${ACTOR} IN (${list}))`
  const places = await connection.runAndReadAll(`
    SELECT actor, ip, arg_max(country, time), epoch_ms(min(time)), count(*),
      CASE WHEN count(DISTINCT nullif("deviceId", '')) = 1 THEN any_value(nullif("deviceId", '')) END,
      CASE WHEN count(DISTINCT os) = 1 THEN any_value(os) END,
      CASE WHEN count(DISTINCT browser) = 1 THEN any_value(browser) END
    FROM ${own} GROUP BY actor, ip`)
  const hours = await connection.runAndReadAll(
    `SELECT actor, hour(time), count(*) FROM ${own} GROUP BY actor, hour(time)`,
  )
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return {
    places: places.getRows().map((row) => ({
      actor: String(row[0]),
      ip: text(row[1]),
      country: text(row[2]),
      first: Number(row[3]),
      events: Number(row[4]),
      deviceId: text(row[5]),
      os: text(row[6]),
      browser: text(row[7]),
    })),
    hours: hours.getRows().map(([actor, hour, events]) => ({
      actor: String(actor),
      hour: Number(hour),
      events: Number(events),
    })),
  }
}
