/** Events for tests of rules, and a table of them as the store has. */
import type { DuckDBConnection } from '@duckdb/node-api'
import { type LogEvent, type LogSource, type TextColumn, textColumnNames } from '#model/events/log-event.ts'
import type { DetectionEvents } from '#pipeline/logs/detect.ts'

const told = (name: TextColumn): name is Exclude<TextColumn, 'id' | 'source'> =>
  name !== 'id' && name !== 'source'
const blank = Object.fromEntries(textColumnNames.filter(told).map((name) => [name, null]))

/** A change in the directory of which nothing is told but what the test says. */
export function anEvent(change: Partial<LogEvent> = {}): LogEvent {
  const event = {
    ...blank,
    id: 'event-1',
    source: 'directoryAudits',
    time: null,
    seen: null,
    whole: true,
    raw: '{}',
  }
  return { ...event, ...change } as LogEvent
}

/** Puts events into a table of their own, as detection expects them. */
export async function tableOf(
  connection: DuckDBConnection,
  events: readonly LogEvent[],
): Promise<DetectionEvents> {
  const columns = textColumnNames.map((name) => `"${name}" VARCHAR`).join(', ')
  await connection.run(
    `CREATE OR REPLACE TABLE stored (${columns}, time TIMESTAMP, seen TIMESTAMP, whole BOOLEAN, raw VARCHAR, millis BIGINT)`,
  )
  const appender = await connection.createAppender('stored')
  for (const event of events) {
    for (const name of textColumnNames) {
      const value = event[name]
      if (value === null) appender.appendNull()
      else appender.appendVarchar(value)
    }
    appender.appendNull()
    appender.appendNull()
    appender.appendBoolean(event.whole)
    appender.appendVarchar(event.raw)
    if (event.time === null) appender.appendNull()
    else appender.appendBigInt(BigInt(event.time))
    appender.endRow()
  }
  appender.closeSync()
  await connection.run('UPDATE stored SET time = make_timestamp_ms(millis)')
  const there = new Set<LogSource>(events.map(({ source }) => source))
  const ofLog = (source: LogSource) => `(SELECT * FROM stored WHERE source = '${source}')`
  return { connection, relationOf: (source) => (there.has(source) ? ofLog(source) : undefined) }
}
