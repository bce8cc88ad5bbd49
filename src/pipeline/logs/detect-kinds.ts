/** Kinds of rows: what they tell of atoms, and which rules are about them. */
import type { LogSource } from '#model/events/log-event.ts'
import type { Truth } from '#sigma/expression.ts'
import type { FoundRows, RowKind } from '#store/log-store/detect-shapes.ts'
import type { Classes } from './detect-columns.ts'
import type { HitSink, JudgedRule } from './detect-types.ts'

/** What is known of an atom from the kind of a row alone. */
export function truthOn(kind: RowKind, { columns, columnOf }: Classes): (atom: number) => Truth {
  return (atom) => {
    if (!columnOf.has(atom)) return undefined
    const place = columnOf.get(atom)
    if (place === undefined) return false
    return columns[place]?.holding[kind.classes[place] ?? 0]?.has(atom) ?? false
  }
}

/** Kinds with the rules that are about them. */
export function rulesByKind(
  rules: readonly JudgedRule[],
  of: 'matching' | 'open',
): Map<number, JudgedRule[]> {
  const found = new Map<number, JudgedRule[]>()
  for (const rule of rules) {
    for (const kind of rule[of]) {
      const list = found.get(kind)
      if (list) list.push(rule)
      else found.set(kind, [rule])
    }
  }
  return found
}

/** What one row has in the further columns, by name. */
export function textAt({ texts }: FoundRows, row: number): (column: string) => string | null {
  return (column) => texts.get(column)?.[row] ?? null
}

/** Hands rows to a sink as hits of rules, each rule as many as the sink wants. */
export class HitGiver {
  private readonly source: LogSource
  private readonly sink: HitSink
  private readonly given = new Map<JudgedRule, number>()

  constructor(source: LogSource, sink: HitSink) {
    this.source = source
    this.sink = sink
  }

  /** @returns whether the sink wants more of this rule */
  give(rule: JudgedRule, found: FoundRows, row: number): boolean {
    const already = this.given.get(rule) ?? 0
    const wanted = this.sink.wants(rule)
    if (already >= wanted) return false
    this.given.set(rule, already + 1)
    this.sink.take(rule, this.source, found, row)
    return already + 1 < wanted
  }
}
