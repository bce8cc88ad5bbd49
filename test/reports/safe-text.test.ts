import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeText, valueText } from '#model/text/safe-text.ts'
import { table } from '#model/text/table.ts'
import { cut, displayWidth, wrap } from '#model/text/width.ts'

describe('safe text', () => {
  test.each([
    ['Anna\nroot', 'Anna‹U+000A›root'],
    ['\u001b[31mred', '‹U+001B›[31mred'],
    ['\u202egpj.exe', '‹U+202E›gpj.exe'],
    ['Ann\u200ba', 'Ann‹U+200B›a'],
    ['\u009b31m', '‹U+009B›31m'],
    ['An\u200dna', 'An‹U+200D›na'],
    ['👩‍💻 ✈️', '👩‍💻 ✈️'],
    ['می‌خواهم', 'می‌خواهم'],
    ['Zoë שלום 漢字', 'Zoë שלום 漢字'],
    ['\ud800', '‹U+D800›'],
  ])('%j becomes %j', (text, safe) => {
    expect(safeText(text)).toBe(safe)
  })

  test('whatever was typed, nothing that moves the cursor or the reading direction is left', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(safeText(text)).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u)
        expect(safeText(safeText(text))).toBe(safeText(text))
      }),
    )
  })

  test.each([
    [undefined, '(absent)'],
    ['', '(empty)'],
    [false, 'false'],
    [['a'], '["a"]'],
  ])('the value %j is shown as %s', (value, shown) => {
    expect(valueText(value)).toBe(shown)
  })
})

describe('width', () => {
  test.each([
    ['abc', 3],
    ['漢字', 4],
    ['👩‍👩‍👧‍👦', 2],
    ['🇨🇭', 2],
    ['✈️', 2],
    ['Zoe\u0308', 3],
    ['한국', 4],
    ['', 0],
  ])('%s takes %i columns', (text, columns) => {
    expect(displayWidth(text)).toBe(columns)
  })

  test('a cut text fits, and a wrapped one loses nothing but spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 4, max: 60 }), (text, columns) => {
        expect(displayWidth(cut(text, columns))).toBeLessThanOrEqual(columns)
        const lines = wrap(text, columns)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        expect(lines.filter((line) => displayWidth(line) > columns)).toEqual([])
      }),
    )
  })

  test('a table without room for its flexible column puts it below', () => {
    const columns = [{ header: '' }, { header: '', flex: true }] as const

    expect(table(columns, [['a'.repeat(20), 'one two three four five six']], 34)).toEqual([
      'a'.repeat(20),
      '    one two three four five six',
    ])
  })
})
