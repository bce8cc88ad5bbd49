import { DuckDBInstance } from '@duckdb/node-api'
import { readFileSync } from 'node:fs'
const src = readFileSync('/work/shared/perf/duck.mjs', 'utf8')
const m = src.match(/const top = (\{[\s\S]*?\n?\});\s*\n?const cols/)
const top = eval('(' + m[1] + ')')
const db = await DuckDBInstance.create(':memory:', { threads: '2' })
const c = await db.connect()
const cols =
  '{' +
  Object.entries(top)
    .map(([k, v]) => `'${k}':'${v}'`)
    .join(',') +
  '}'
for (let i = 0; i < 3; i++) {
  const s = performance.now(),
    c0 = process.cpuUsage()
  await c.runAndReadAll(
    `select count(*), ${Object.keys(top)
      .map((k) => `count("${k}")`)
      .join(',')} from read_ndjson('/tmp/hcdet/rec.ndjson', columns=${cols}, maximum_object_size=1048576)`,
  )
  const cu = process.cpuUsage(c0)
  console.log('cpu', (cu.user + cu.system) / 1000, 'floor', performance.now() - s)
}
