import { expect, it } from 'vitest'
import { timeOf } from '#logs/values/times.ts'

const NOON = Date.UTC(2026, 9, 5, 12, 30, 15)

it.each([
  '2026-10-05T12:30:15Z',
  '2026-10-05T12:30:15',
  '2026-10-05 12:30:15',
  '2026-10-05T14:30:15+02:00',
  '2026-10-05T14:30:15.0000000+0200',
  '10/5/2026 12:30:15 PM',
  '10/5/2026, 12:30:15 PM',
  '5/18/2021 9:13:33 PM',
  `/Date(${NOON})/`,
  NOON,
  NOON / 1000,
])('reads %s', (text) => {
  expect(timeOf(text)).toBe(text === '5/18/2021 9:13:33 PM' ? Date.UTC(2021, 4, 18, 21, 13, 33) : NOON)
})

it('keeps milliseconds of longer fractions, and carries a second of 65 over', () => {
  expect(timeOf('2026-10-05T12:30:15.1239999Z')).toBe(NOON + 123)
  expect(timeOf('2023-10-10T17:08:65')).toBe(Date.UTC(2023, 9, 10, 17, 9, 5))
})

it('takes the day first where the month would be the thirteenth', () => {
  expect(timeOf('25/10/2026 08:00:00')).toBe(Date.UTC(2026, 9, 25, 8))
})

it.each(['', 'yesterday', '2026-13-40T00:00:00Z', '1601-01-01T00:00:00Z', null, undefined, {}, Number.NaN])(
  'is no time: %s',
  (text) => {
    expect(timeOf(text)).toBeNull()
  },
)

it.each([
  '2026-10-05T12:30:15.1239999Z',
  '2026-02-30T12:30:15Z',
  '2026-10-05T24:00:00Z',
  '2026-10-05T24:30:00Z',
  '2023-10-10T17:08:65Z',
  '1970-01-01T00:00:00.000Z',
  '2026-10-05T12:30:15 PMZ',
])('reads %s the same with its zone as without', (text) => {
  expect(timeOf(text)).toBe(timeOf(text.slice(0, -1)))
})
