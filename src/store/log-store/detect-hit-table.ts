/** Hits that correlations count, kept in DuckDB: there may be more of them than memory holds. */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { LogSource } from '#model/events/log-event.ts'
import { columnChunks } from '../duckdb.ts'

/** A hit of a rule, for one correlation. */
export interface CountedHit {
  readonly correlation: number
  /** Which of the correlation's rules it is a hit of. */
  readonly place: number
  readonly id: string
  /** Milliseconds since 1970. */
  readonly time: number
  readonly source: LogSource
  /** The values that the events of a group have in common. */
  readonly group: readonly string[]
  /** The value whose differences are counted. */
  readonly value: string | null
}

/** Rows that wait to be written. */
const BATCH = 4096

export class HitTable {
  private readonly connection: DuckDBConnection
  private waiting: CountedHit[] = []
  private isThere = false
  private written: Promise<void> = Promise.resolve()

  /** @param connection one on which nothing is read while hits come in */
  constructor(connection: DuckDBConnection) {
    this.connection = connection
  }

  /** Takes a hit; `settle` writes it. */
  add(hit: CountedHit): void {
    this.waiting.push(hit)
  }

  /** Writes what waits, once it is worth it. @param all true to write the last few too */
  async settle(all = false): Promise<void> {
    if (all || this.waiting.length >= BATCH) {
      const batch = this.waiting
      this.waiting = []
      // Several logs are read at once; their batches are written one after the other.
      this.written = this.written.then(() => this.write(batch))
    }
    await this.written
  }

  private async write(batch: readonly CountedHit[]): Promise<void> {
    if (batch.length === 0) return
    if (!this.isThere) {
      await this.connection.run(
        'CREATE OR REPLACE TEMP TABLE counted_hits (correlation INTEGER, place INTEGER, id VARCHAR, time BIGINT, source VARCHAR, grouped VARCHAR, value VARCHAR)',
      )
      this.isThere = true
    }
    const appender = await this.connection.createAppender('counted_hits', undefined, 'temp')
    for (const { correlation, place, id, time, source, group, value } of batch) {
      appender.appendInteger(correlation)
      appender.appendInteger(place)
      appender.appendVarchar(id)
      appender.appendBigInt(BigInt(time))
      appender.appendVarchar(source)
      appender.appendVarchar(JSON.stringify(group))
      if (value === null) appender.appendNull()
      else appender.appendVarchar(value)
      appender.endRow()
    }
    appender.closeSync()
  }

  /** The hits of a correlation, group by group, each in the order of its times. */
  async *of(
    correlation: number,
  ): AsyncGenerator<
    Omit<CountedHit, 'group'> & { readonly groupKey: string; readonly group: readonly string[] }
  > {
    await this.settle(true)
    if (!this.isThere) return
    // Sigma compares without case, and logs write the same name in several.
    const sql = `SELECT place, id, time, source, grouped, value, lower(grouped) AS grp FROM counted_hits
      WHERE correlation = ${correlation} ORDER BY grp, time, place, id`
    for await (const { rows, columns } of columnChunks(this.connection, sql)) {
      for (let row = 0; row < rows; row++) {
        const value = columns[5]?.[row]
        yield {
          correlation,
          place: Number(columns[0]?.[row]),
          id: String(columns[1]?.[row]),
          time: Number(columns[2]?.[row]),
          source: String(columns[3]?.[row]) as LogSource,
          groupKey: String(columns[6]?.[row]),
          group: JSON.parse(String(columns[4]?.[row])) as readonly string[],
          value: value === null || value === undefined ? null : String(value),
        }
      }
    }
  }
}
