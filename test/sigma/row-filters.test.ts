import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate, leavesOf } from '#sigma/expression.ts'
import { atomHolds } from '#sigma/match.ts'
import { atomFilter, expressionFilter, presenceFilter } from '#sigma/row-filters.ts'
import { columnText, valuesIn } from '#sigma/slot.ts'
import { filterSql } from '#store/log-store/detect-filter.ts'
import { withDuckDb } from '#store/duckdb.ts'
import { events, rule } from './chance.ts'
import { tableOf } from './events.ts'
import { bound, ruleText } from './rules.ts'

test('a filter lets every row through on which its question is true', async () => {
  let left = 0
  await withDuckDb([], async (connection) => {
    const property = fc.asyncProperty(
      fc.array(rule, { minLength: 1, maxLength: 3 }),
      events,
      async (rules, list) => {
        await tableOf(connection, list)
        const passing = async (filter: Parameters<typeof filterSql>[0]) => {
          const reader = await connection.runAndReadAll(`SELECT id FROM stored WHERE ${filterSql(filter)}`)
          return new Set(reader.getRows().map(([id]) => String(id)))
        }
        for (const detection of rules) {
          const { test } = bound(ruleText(detection)).parts[0] ?? {}
          if (!test) continue
          for (const atom of leavesOf(test)) {
            const passed = await passing(atomFilter(atom))
            left += list.length - passed.size
            for (const event of list) {
              const isTrue = atomHolds(atom, (slot) => valuesIn(slot, columnText(event, slot)))
              if (isTrue) expect(passed, JSON.stringify(atom)).toContain(event.id)
            }
            if (atom.kind === 'alike') continue
            const present = await passing(presenceFilter(atom.slot))
            for (const event of list) {
              const found = valuesIn(atom.slot, columnText(event, atom.slot))
              if (atom.slot.kind === 'raw' && found.length > 0) expect(present).toContain(event.id)
            }
          }
          const whole = await passing(expressionFilter(test, () => undefined, atomFilter))
          for (const event of list) {
            const valueOf = (atom: Parameters<typeof atomHolds>[0]) =>
              atomHolds(atom, (slot) => valuesIn(slot, columnText(event, slot)))
            if (evaluate(test, valueOf) === true) expect(whole).toContain(event.id)
          }
        }
      },
    )
    await fc.assert(property, { numRuns: 60 })
  })
  expect(left).toBeGreaterThan(1000)
}, 120_000)
