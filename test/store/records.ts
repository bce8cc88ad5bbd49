/** Makes records that fit a dataset's schema: every field at times present, null or absent, every text at times nasty. */
import fc from 'fast-check'
import type { Dataset } from '#model/dataset.ts'

interface Node {
  readonly def: {
    readonly type: string
    readonly innerType?: Node
    readonly element?: Node
    readonly shape?: Readonly<Record<string, Node>>
    readonly catchall?: Node
  }
}

/** Text as people type it; lone surrogates have no place in a database and are tested apart. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((value) => value.toWellFormed()),
  fc.constantFrom(
    '',
    'null',
    '"',
    '\\',
    '\u0000',
    "'; --",
    '{"a":1}',
    '[]',
    '1e5',
    '\ud83d\ude00',
    'a\nb',
    '\u2028',
  ),
)
const number = fc.oneof(fc.integer(), fc.constantFrom(0, 0.1, 1e21, -1e-7, Number.MAX_SAFE_INTEGER))
const json = fc
  .jsonValue({ maxDepth: 2 })
  .map((value) => JSON.parse(JSON.stringify(value).toWellFormed()) as unknown)

const ABSENT = Symbol('absent')

/** Fields of keys that are numbers. */
const COUNTED = new Set(['part', 'slice'])

function anyOf(node: Node): fc.Arbitrary<unknown> {
  const { type, innerType, element } = node.def
  if (type === 'optional' && innerType) return fc.oneof(fc.constant(ABSENT), anyOf(innerType))
  if (type === 'nullable' && innerType) return fc.oneof(fc.constant(null), anyOf(innerType))
  if (type === 'array' && element) return fc.array(anyOf(element), { maxLength: 3 })
  if (type === 'object') return anyObject(node)
  if (type === 'boolean') return fc.boolean()
  return type === 'number' ? number : text
}

function anyObject({ def: { shape = {}, catchall } }: Node): fc.Arbitrary<Record<string, unknown>> {
  const known = fc.record(
    Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, anyOf(field)])),
  )
  const isOpen = catchall !== undefined && catchall.def.type !== 'never'
  const more = isOpen
    ? fc.dictionary(fc.string({ minLength: 1, maxLength: 6 }), json, { maxKeys: 2 })
    : fc.constant({})
  return fc.tuple(more, known).map(([others, own]) => {
    const present = Object.entries({ ...others, ...own }).filter(
      ([name, value]) => value !== ABSENT && name !== '__proto__',
    )
    return Object.fromEntries(present)
  })
}

/** A list of records with keys of their own. */
export function anyRecords(dataset: Dataset): fc.Arbitrary<Record<string, unknown>[]> {
  const one = anyObject(dataset.record as unknown as Node)
  return fc.array(one, { minLength: 1, maxLength: 12 }).map((records) =>
    records.map((record, index) => ({
      ...record,
      ...Object.fromEntries(
        dataset.key.map((field) => [field, COUNTED.has(field) ? index : `${field} ${index} é"'/`]),
      ),
    })),
  )
}
