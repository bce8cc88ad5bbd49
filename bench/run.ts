/** Runs rows and keeps what each said, failures included: one broken row must not hide the others. */
import type { Row } from './row.ts'

export interface Measured {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly floor: number
  /** value ÷ floor. */
  readonly ratio: number
  readonly goal: string
  readonly met: boolean
  readonly memoryMb: number
  /** What else was measured for comparison, a line each. */
  readonly beside?: readonly string[]
  /** Of the sample tenant, where there is one. */
  readonly accounts?: number
}

export interface Failed {
  readonly name: string
  readonly goal: string
  readonly failed: string
}

export type Result = Measured | Failed

/** Measures one row. @param accounts another size than the row's own */
export async function run(row: Row, accounts = row.accounts): Promise<Result> {
  const { name, goal } = row
  try {
    const { value, floor, unit, memoryMb, beside } = await row.measure(accounts ?? 0)
    const ratio = value / floor
    const size = row.accounts === undefined || accounts === undefined ? {} : { accounts }
    const figures = { value: rounded(value), unit, floor: rounded(floor), ratio: rounded(ratio) }
    return {
      name,
      ...figures,
      goal: goal.text,
      met: goal.isMet(ratio),
      memoryMb,
      ...size,
      ...(beside && { beside }),
    }
  } catch (error) {
    return { name, goal: goal.text, failed: error instanceof Error ? error.message : String(error) }
  }
}

/** Two decimals: more would claim a precision that no machine with other work has. */
const rounded = (value: number) => Math.round(value * 100) / 100
