import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { csv } from '#reports/csv.ts'
import { aControl, aFinding, anAssessment } from './builders.ts'
import { hostileNames } from './hostile-names.ts'

const options = { colour: false, width: 80 }

function rowsOf(...names: string[]): Record<string, string>[] {
  const findings = names.map((name) =>
    aFinding(name, { subject: { type: 'account', id: 'a', name }, summary: name }),
  )
  const control = aControl({ outcome: 'fail', findings })
  const [header = [], ...rows] = parse(csv.render(anAssessment({ controls: [control] }), options))
  return rows.map((row) => Object.fromEntries(header.map((column, at) => [column, row[at] ?? ''])))
}

test.each(hostileNames.map((name) => [name.slice(0, 24), name]))(
  '%j is no formula and is not lost',
  (_, name) => {
    const [row] = rowsOf(name)

    expect(row?.['subjectName']).not.toMatch(/^[=+\-@\t\r\n]/)
    expect(row?.['subjectName']?.replace(/^'/, '')).toBe(name.replace(/^'/, '').toWellFormed())
  },
)

test('any text goes through whole, in as many rows and columns as there are', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), (names) => {
      const rows = rowsOf(...names)

      expect(rows).toHaveLength(names.length)
      rows.forEach((row, at) => {
        const name = (names[at] ?? '').toWellFormed()
        expect([name, `'${name}`]).toContain(row['subjectName'])
        expect(Object.keys(row)).toHaveLength(19)
      })
    }),
  )
})

test('an assessment without findings is the header alone', () => {
  expect(csv.render(anAssessment(), options)).toMatch(/^finding,control,[^\r\n]*\r\n$/)
})

/** A reader of RFC 4180 of its own, so that the writer is not checked by its own ideas. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]]
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy
  for (const [, quoted, plain, end] of text.matchAll(cells)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}
