/** The rows: one per file of bench/rows. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Row } from './row.ts'

/** All rows, in the order of their names. */
export async function allRows(): Promise<readonly Row[]> {
  const folder = new URL('rows/', import.meta.url)
  const files = readdirSync(fileURLToPath(folder)).filter((name) => name.endsWith('.ts'))
  const modules = await Promise.all(files.map((file) => import(new URL(file, folder).href)))
  const rows = modules.flatMap((module) => Object.values(module as Record<string, unknown>).filter(isRow))
  return rows.sort((one, other) => (one.name < other.name ? -1 : 1))
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && 'goal' in value && 'measure' in value
}

/** The rows of this name, or of this family: `collect` is `collect-10k` and `collect-100k`. */
export function chosen(rows: readonly Row[], only: string | undefined): readonly Row[] {
  return rows.filter(({ name }) => only === undefined || name === only || name.startsWith(`${only}-`))
}
