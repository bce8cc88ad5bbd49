/** Rows out of bytes: whatever was written comes back, however the bytes are cut, and what is broken costs itself only. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Row, rowsOf } from '#imports/csv/rows.ts'

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function rows(text: string | Uint8Array, size = 7): Promise<readonly Row[]> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const found: Row[] = []
  for await (const row of rowsOf(inPieces(bytes, size))) found.push(row)
  return found
}

const cellsIn = (found: readonly Row[]) => found.map((row) => ('cells' in row ? row.cells : row.reason))

/** A cell as RFC 4180 writes it. */
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

const cell = fc
  .array(fc.constantFrom('a', 'ø', '"', ',', ';', '\t', '\n', ' ', '漢', "'"), { maxLength: 8 })
  .map((letters) => letters.join(''))

describe('rows', () => {
  it('come back as they were written, whatever the cells hold and wherever the bytes are cut', async () => {
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 })

    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 40 }),
        async (cells, end, size) => {
          const lines = [['x', 'y', 'z'], ...cells].map((line) => line.map(quoted).join(','))

          const found = await rows(lines.join(end) + end, size)

          expect(cellsIn(found).slice(1)).toEqual(cells)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('never end in an error, whatever the bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.integer({ min: 1, max: 9 }),
        async (bytes, size) => {
          expect(Array.isArray(await rows(bytes, size))).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('carry the line where they begin', async () => {
    const found = await rows('a,b\n\n1,"two\nlines"\n3,4\n')

    expect(found).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['1', 'two\nlines'] },
      { line: 5, cells: ['3', '4'] },
    ])
  })
})

describe('a quote that is never closed', () => {
  it.each([3, 99, 100, 101, 5_000])('costs its own line, and none of the %i behind it', async (count) => {
    const behind = Array.from({ length: count }, (_, number) => `${number},x`)

    const found = await rows(['a,b', '1,"open', ...behind].join('\n'), 4096)

    expect(found).toHaveLength(count + 2)
    expect(found.filter((row) => 'reason' in row)).toEqual([
      { line: 2, raw: '1,"open', reason: 'its quotes do not match' },
    ])
  })

  it('does not make a cell of what stands between it and another', async () => {
    const found = await rows('a,b\n5" disk,1\nfine,2\n7" disk,3\nlast,4\n')

    expect(cellsIn(found)).toEqual([
      ['a', 'b'],
      'its quotes do not match',
      ['fine', '2'],
      'its quotes do not match',
      ['last', '4'],
    ])
  })
})

describe('a line that is longer than any row', () => {
  it('is set aside by its beginning, and its neighbours are read', async () => {
    const found = await rows(`a,b\n${'x'.repeat(3 * 1024 * 1024)}\n1,2\n`, 64 * 1024)

    expect(found).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, raw: 'x'.repeat(200), reason: 'the line is longer than any row' },
      { line: 3, cells: ['1', '2'] },
    ])
  })
})
