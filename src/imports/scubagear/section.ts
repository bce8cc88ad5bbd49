/** How PowerShell writes a section of ScubaGear's export, and how one is taken apart. */
import type { Coverage } from '#model/coverage.ts'
import type { ImportedDataset } from '../import.ts'
import { asGraphWrites } from '../pascal-case.ts'

export type Section = Readonly<Record<string, unknown>>

/** The objects of a section. PowerShell writes a list of one as the one. */
export function listOf(section: unknown): readonly Section[] {
  const items = Array.isArray(section) ? section : [section]
  return items.filter((item): item is Section => typeof item === 'object' && item !== null)
}

/** The section as an object; an empty one when it is none. */
export function sectionOf(value: unknown): Section {
  return typeof value === 'object' && value !== null ? (value as Section) : {}
}

/** The texts of a list. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** The objects in Graph's names; one without an id takes its place in the list as its name. */
export function recordsOf(section: unknown, nameless: string): readonly object[] {
  return listOf(section).map((item, index) => ({
    id: `${nameless}-${index + 1}`,
    ...(asGraphWrites(item) as object),
  }))
}

export function imported(
  dataset: ImportedDataset['dataset'],
  items: readonly unknown[],
  coverage: Coverage,
): ImportedDataset {
  return { dataset, items, coverage }
}
