import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LogEvent } from '#model/events/log-event.ts'
import type { RowFilter } from '#model/events/row-filter.ts'
import type { Atom } from '#sigma/bind.ts'
import { evaluate, leavesOf } from '#sigma/expression.ts'
import { atomHolds } from '#sigma/match.ts'
import { atomFilter, expressionFilter, presenceFilter } from '#sigma/row-filters.ts'
import { columnText, valuesIn } from '#sigma/slot.ts'
import { withDuckDb } from '#store/duckdb.ts'
import { filterSql } from '#store/log-store/detect-filter.ts'
import { events, rule } from './chance.ts'
import { tableOf } from './events.ts'
import { bound, ruleText } from './rules.ts'

const holds = (atom: Atom, event: LogEvent) =>
  atomHolds(atom, (slot) => valuesIn(slot, columnText(event, slot)))

test('a filter lets every row through on which its question is true', async () => {
  let left = 0
  await withDuckDb([], async (connection) => {
    const check = async (
      filter: RowFilter,
      list: readonly LogEvent[],
      isTrue: (event: LogEvent) => boolean,
    ) => {
      const reader = await connection.runAndReadAll(`SELECT id FROM stored WHERE ${filterSql(filter)}`)
      const passed = new Set(reader.getRows().map(([id]) => String(id)))
      left += list.length - passed.size
      for (const event of list.filter(isTrue)) expect(passed, JSON.stringify(filter)).toContain(event.id)
    }
    const checkAtom = async (atom: Atom, list: readonly LogEvent[]) => {
      await check(atomFilter(atom), list, (event) => holds(atom, event))
      if (atom.kind === 'alike' || atom.slot.kind !== 'raw') return
      const { slot } = atom
      await check(presenceFilter(slot), list, (event) => valuesIn(slot, columnText(event, slot)).length > 0)
    }
    const property = fc.asyncProperty(
      fc.array(rule, { minLength: 1, maxLength: 3 }),
      events,
      async (rules, list) => {
        await tableOf(connection, list)
        for (const detection of rules) {
          const { test } = bound(ruleText(detection)).parts[0] ?? {}
          if (!test) continue
          for (const atom of leavesOf(test)) await checkAtom(atom, list)
          const whole = expressionFilter(test, () => undefined, atomFilter)
          await check(whole, list, (event) => evaluate(test, (atom) => holds(atom, event)) === true)
        }
      },
    )
    await fc.assert(property, { numRuns: 60 })
  })
  expect(left).toBeGreaterThan(200)
}, 120_000)
