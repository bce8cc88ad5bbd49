import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AskedColumn } from '#pipeline/logs/detect-columns.ts'
import { condensed } from '#pipeline/logs/detect-condensed.ts'

const SIZE = 3

const column = (place: number): AskedColumn => ({
  column: 'user',
  classes: new Map([[`value ${place}`, 1]]),
  otherwise: 0,
  size: SIZE,
  holding: [],
})

const wide = fc.integer({ min: 1, max: 6 }).chain((width) =>
  fc.uniqueArray(fc.array(fc.integer({ min: 0, max: SIZE - 1 }), { minLength: width, maxLength: width }), {
    minLength: 1,
    maxLength: 40,
    selector: String,
  }),
)

test('a row is wanted by few columns exactly when it is by all, and for the same reason', () => {
  let left = 0
  const property = fc.property(wide, fc.infiniteStream(fc.integer({ min: 0, max: 4 })), (kinds, chance) => {
    const columns = (kinds[0] ?? []).map((_, place) => column(place))
    const rows = kinds.map((classes, index) => ({ classes, rows: index + 1 }))
    // What is wanted depends on two columns at most, mostly; the others only tell kinds apart.
    const wish = Array.from({ length: SIZE * SIZE }, () => chance.next().value ?? 0)
    const signatures = kinds.map(([one = 0, other = 0]) => wish[one * SIZE + other] ?? 0)
    const signatureOf = (kind: number) => (signatures[kind] === 0 ? undefined : String(signatures[kind]))

    const few = condensed(columns, rows, signatureOf)

    const places = few.columns.map((one) => columns.indexOf(one))
    const found = new Map(few.kinds.map(({ classes }, index) => [classes.join(), few.originals[index]]))
    for (const [index, { classes }] of rows.entries()) {
      const original = found.get(places.map((place) => classes[place]).join())
      expect(original === undefined ? undefined : signatureOf(original)).toBe(signatureOf(index))
    }
    const wanted = rows.filter((_, index) => signatureOf(index) !== undefined)
    const sum = (of: readonly { rows: number }[]) => of.reduce((all, one) => all + one.rows, 0)
    expect(sum(few.kinds)).toBe(sum(wanted))
    left += columns.length - few.columns.length
  })
  fc.assert(property, { numRuns: 300 })
  expect(left).toBeGreaterThan(300)
})
