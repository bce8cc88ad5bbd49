/** The floor of judging: DuckDB reads the same files' columns into arrays, and nobody looks at them. */
import { dirname, join } from 'node:path'
import { columnChunks, literal, withDuckDb } from '#store/duckdb.ts'
import { answer, timed } from './answer.ts'

await answer<{ files: readonly string[] }>(async ({ files }) => {
  const { ms, result } = await timed(() =>
    withDuckDb([dirname(files[0] ?? '')], async (connection) => {
      const read: (readonly unknown[])[] = []
      for (const file of files) {
        const sql = `SELECT * EXCLUDE (_absent) FROM read_parquet(${literal(join(file))})`
        for await (const { columns } of columnChunks(connection, sql)) read.push(...columns)
      }
      return read
    }),
  )
  return { ms, values: result.reduce((sum, column) => sum + column.length, 0) }
})
