/** Results for people and for machines. */
import { type Cell, table } from '#model/text/table.ts'
import type { Measured, Result } from './run.ts'

/** Fits every terminal that somebody reads benchmarks on. */
const WIDTH = 100

/** One line per row, with the verdict against the goal. */
export function asTable(results: readonly Result[]): string {
  const right = 'right' as const
  const columns = [
    { header: 'row' },
    { header: 'value', align: right },
    { header: 'floor', align: right },
    { header: 'ratio', align: right },
    { header: 'goal' },
    { header: 'verdict', max: 40 },
    { header: 'memory', align: right },
  ]
  const rows = results.map((result) => ('failed' in result ? failedCells(result) : cells(result)))
  return `${[...table(columns, rows, WIDTH), ...besideLines(results)].join('\n')}\n`
}

function besideLines(results: readonly Result[]): readonly string[] {
  return results.flatMap((result) =>
    'beside' in result
      ? ['', `beside ${result.name}:`, ...(result.beside ?? []).map((line) => `  ${line}`)]
      : [],
  )
}

/** The array that `--json` prints. */
export function asJson(results: readonly Result[]): string {
  return `${JSON.stringify(results, null, 2)}\n`
}

function cells({ name, value, floor, unit, ratio, goal, met, memoryMb }: Measured): readonly Cell[] {
  const verdict = met ? 'met' : 'missed'
  return [
    name,
    `${value.toFixed(1)} ${unit}`,
    `${floor.toFixed(1)} ${unit}`,
    ratio.toFixed(2),
    goal,
    verdict,
    `${memoryMb} MB`,
  ]
}

function failedCells({ name, goal, failed }: Extract<Result, { failed: string }>): readonly Cell[] {
  return [name, '', '', '', goal, `failed: ${failed}`, '']
}
