/** The floor of sealing: DuckDB guesses a schema and copies each spool file to Parquet; no order, no proof. */
import { basename, dirname, join } from 'node:path'
import { literal, withDuckDb } from '#store/duckdb.ts'
import { answer, timed } from './answer.ts'

interface Input {
  readonly files: readonly string[]
  readonly target: string
}

await answer<Input>(async ({ files, target }) => {
  const { ms } = await timed(() =>
    withDuckDb([dirname(files[0] ?? ''), target], async (connection) => {
      for (const file of files) {
        const parquet = join(target, `${basename(file)}.parquet`)
        await connection.run(
          `COPY (SELECT * FROM read_ndjson_auto(${literal(file)})) TO ${literal(parquet)} (FORMAT parquet, COMPRESSION zstd)`,
        )
      }
    }),
  )
  return { ms }
})
