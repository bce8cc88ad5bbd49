import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Assessment } from '#model/assessment.ts'
import { displayWidth } from '#model/text/width.ts'
import { json } from '#reports/json.ts'
import { allReports } from '#reports/reports.generated.ts'
import { estates } from './estates.ts'

/** `KEYWARD_GOLDEN=write` rewrites the files; then the diff is what has to be reviewed. */
const writing = process.env['KEYWARD_GOLDEN'] === 'write'
const folder = join(import.meta.dirname, '..', 'golden')
const options = { colour: false, width: 80 }

function golden(file: string, actual: string): string {
  const path = join(folder, file)
  if (writing) writeFileSync(path, actual)
  if (!existsSync(path)) throw new Error(`${file} is missing; write it with KEYWARD_GOLDEN=write and read it`)
  return readFileSync(path, 'utf8')
}

describe.each(Object.entries(estates))('the tenant %s', (name, estate) => {
  test('is the assessment on disk, which is also its json report', () => {
    const actual = json.render(estate, options)

    expect(actual).toBe(golden(`${name}.assessment.json`, actual))
  })

  test.each(allReports.filter(({ format }) => format !== 'json'))('renders as $format', (report) => {
    const input = JSON.parse(golden(`${name}.assessment.json`, json.render(estate, options))) as Assessment

    const actual = report.render(input, options)

    expect(actual).toBe(golden(`${name}${report.extension}`, actual))
  })

  test.each([60, 80, 120])('keeps the text report within %i columns', (width) => {
    const text = allReports.find(({ format }) => format === 'text')

    const lines = text?.render(estate, { colour: false, width }).split('\n') ?? []

    expect(lines.filter((line) => displayWidth(line) > width)).toEqual([])
  })
})

test('colour changes nothing but the colour', () => {
  for (const estate of Object.values(estates)) {
    for (const report of allReports) {
      const coloured = report.render(estate, { colour: true, width: 80 })
      expect(stripVTControlCharacters(coloured)).toBe(
        stripVTControlCharacters(report.render(estate, options)),
      )
    }
  }
})
