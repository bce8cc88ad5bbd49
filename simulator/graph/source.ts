import type { Item } from '../estate/types.ts'

/** A long list that is computed as it is read. A place may hold nothing: that row is left out. */
export interface Source {
  readonly length: number
  /** No place is empty, so that the length is the count. */
  readonly dense?: boolean
  at(position: number): Item | undefined
}

export type Keep = (item: Item) => boolean

export function fromList(items: readonly Item[]): Source {
  return { length: items.length, at: (position) => items[position] }
}

export function filtered(source: Source, keep: Keep): Source {
  return {
    length: source.length,
    at: (position) => {
      const item = source.at(position)
      return item && keep(item) ? item : undefined
    },
  }
}

export interface Page {
  readonly items: readonly Item[]
  /** Where the next page begins; undefined on the last one. */
  readonly next: number | undefined
}

/** Up to `size` rows from a position on; a next page is announced only when it has something on it. */
export function pageOf(source: Source, from: number, size: number): Page {
  const items: Item[] = []
  for (let position = from; position < source.length; position++) {
    const item = source.at(position)
    if (!item) continue
    if (items.length === size) return { items, next: position }
    items.push(item)
  }
  return { items, next: undefined }
}

export function countOf(source: Source): number {
  if (source.dense) return source.length
  let count = 0
  for (let position = 0; position < source.length; position++) if (source.at(position)) count++
  return count
}
