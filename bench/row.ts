/**
 * A row of the benchmark: something of ours against a floor that was measured in the same run, on the same machine.
 * Only the ratio of the two travels from one machine to another.
 */

export interface Measurement {
  readonly value: number
  readonly floor: number
  readonly unit: 'ms'
  /** Peak memory of the process that did our side. */
  readonly memoryMb: number
  /** What else was measured for comparison, a line each. */
  readonly beside?: readonly string[]
}

export interface Goal {
  readonly text: string
  isMet(ratio: number): boolean
}

export interface Row {
  /** The file's name, without ending. */
  readonly name: string
  readonly goal: Goal
  /** Accounts of the sample tenant, for a row that has one; `--accounts` puts another number here. */
  readonly accounts?: number
  measure(accounts: number): Promise<Measurement>
}

/**
 * Declares a row; bench/main.ts finds it by its file.
 *
 * @example
 * export const startHelp = defineRow({ name: 'start-help', goal: atMost(1.15), measure: () => startOf(['--help']) })
 */
export function defineRow(row: Row): Row {
  return Object.freeze(row)
}

/** The goal of a row that must not take longer than so many times its floor. */
export function atMost(ratio: number): Goal {
  return { text: `≤ ${ratio.toFixed(2)}`, isMet: (measured) => measured <= ratio }
}

/** The goal of a row whose floor is ours: the other side must take at least so many times as long. */
export function atLeast(ratio: number): Goal {
  return { text: `≥ ${ratio.toFixed(2)}`, isMet: (measured) => measured >= ratio }
}
