/**
 * `npm run bench -- [--json] [--only NAME] [--accounts N]`: our times as ratios to floors of the same run. Exit code
 * 1 when a row could not be measured; a goal that was missed is a fact to look into, not a failure of the run.
 */
import { parseArgs } from 'node:util'
import { allRows, chosen } from './catalogue.ts'
import { asJson, asTable } from './print.ts'
import { type Result, run } from './run.ts'

// Through exit, so that the scratch folders go.
process.once('SIGINT', () => process.exit(130))

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string' }, accounts: { type: 'string' } },
})
const rows = await allRows()
const wanted = chosen(rows, values.only)
if (wanted.length === 0)
  refuse(`There is no row ${values.only}. Rows: ${rows.map(({ name }) => name).join(', ')}`)

const accounts = accountsOf(values.accounts)
const results: Result[] = []
for (const row of wanted) {
  console.error(`measuring ${row.name} …`)
  const result = await run(row, accounts)
  if ('failed' in result) console.error(`${row.name} failed: ${result.failed}`)
  results.push(result)
}
process.stdout.write(values.json === true ? asJson(results) : asTable(results))
process.exitCode = results.some((result) => 'failed' in result) ? 1 : 0

function accountsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 1) refuse(`--accounts wants a whole number, not ${text}`)
  return number
}

function refuse(message: string): never {
  console.error(message)
  process.exit(2)
}
