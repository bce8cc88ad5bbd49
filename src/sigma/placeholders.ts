/** Placeholders: `%name%` in a value with the modifier `expand`, to be set by whoever runs the rules. */
import type { SigmaValue } from './rule.ts'

/** The values of each placeholder, by its name in lower case and without the percent signs. */
export type Placeholders = ReadonlyMap<string, readonly string[]>

const PLACEHOLDER = /%([\w.-]+)%/g
/** Lists multiply when a value names several. */
const MOST_VALUES = 10_000

/** The names of the placeholders in a value, as written. */
export function placeholdersIn(value: SigmaValue): readonly string[] {
  return typeof value === 'string' ? Array.from(value.matchAll(PLACEHOLDER), ([, name = '']) => name) : []
}

/** The value with each placeholder replaced by each of its values. @throws Error when one is not set */
export function expanded(value: SigmaValue, placeholders: Placeholders): readonly SigmaValue[] {
  let values: readonly SigmaValue[] = [value]
  for (const name of new Set(placeholdersIn(value))) {
    const given = placeholders.get(name.toLowerCase())
    if (!given?.length) throw new Error(`the placeholder %${name}% is not set`)
    values = values.flatMap((text) => given.map((each) => String(text).replaceAll(`%${name}%`, () => each)))
    if (values.length > MOST_VALUES) throw new Error('the placeholders give too many values')
  }
  return values
}
