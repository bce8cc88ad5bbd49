import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asTables, measure, sourcesOf } from '../../tools/ruler.ts'

const STORE = `/** A file. */
import { join as joined } from 'node:path'

export function undocumented(value: any): string {
  return value as string
}

/** Says so. */
export const documented = (values: string[]) => values[0]!

export const alsoUndocumented = () => ({
  kind: 'a' as const,
  text: '// @ts-ignore is only a text here',
})

class Kept {
  // @ts-expect-error: a reason
  constructor(readonly path: number = joined('a')) {}
  get length() {
    return 1
  }
}
`

const sources = [
  { path: 'src/store/kept.ts', text: STORE },
  { path: 'src/model/small.ts', text: 'export const one = 1\n' },
  { path: 'src/controls/mfa/on.examples.ts', text: 'export const examples = []\n' },
  { path: 'tools/check.ts', text: '/* oxlint-disable */\nfoo(function () {\n  return 1\n})\n' },
]

describe('the ruler', () => {
  const sizes = measure(sources)
  const room = (name: string) => sizes.rooms.find((it) => it.room === name)

  it('sorts files into rooms, the examples apart, and adds them up', () => {
    expect(sizes.rooms.map((it) => [it.room, it.files, it.lines])).toEqual([
      ['examples', 1, 1],
      ['model', 1, 1],
      ['store', 1, 22],
      ['tools', 1, 4],
      ['all', 4, 28],
    ])
  })

  it('counts what talks the type checker out of an objection, per 1,000 lines', () => {
    const perLine = Math.round(10_000 / 22) / 10

    expect(room('store')?.per1000).toEqual({
      any: perLine,
      casts: perLine,
      nonNull: perLine,
      suppressions: perLine,
      undocumented: Math.round((2 / 22) * 10_000) / 10,
    })
    expect(room('tools')?.per1000.suppressions).toBe(250)
    expect(room('model')?.per1000.any).toBe(0)
  })

  it('measures named functions', () => {
    expect(sizes.longestFunctions).toEqual([
      { name: 'src/store/kept.ts alsoUndocumented', lines: 4 },
      { name: 'src/store/kept.ts undocumented', lines: 3 },
      { name: 'src/store/kept.ts length', lines: 3 },
      { name: 'src/store/kept.ts documented', lines: 1 },
      { name: 'src/store/kept.ts constructor', lines: 1 },
    ])
    expect(sizes.function).toEqual({ median: 3, p90: 4 })
  })

  it('measures files, the longest first', () => {
    expect(sizes.longestFiles[0]).toEqual({ name: 'src/store/kept.ts', lines: 22 })
    expect(sizes.file).toEqual({ median: 1, p90: 22 })
  })

  it('reads this repository, without what is generated, and fits 100 columns', () => {
    const own = sourcesOf(join(import.meta.dirname, '../..'))
    const text = asTables(measure(own))

    expect(own.length).toBeGreaterThan(100)
    expect(own.filter(({ path }) => path.includes('.generated.'))).toEqual([])
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([])
  })
})
