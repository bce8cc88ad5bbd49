/**
 * What a rule means, said the slow and obvious way: one item after the other, one value after the other. Shares with
 * the product how a rule is written and where fields lie, and nothing of how questions are asked or answered.
 */
import type { LogEvent } from '#model/events/log-event.ts'
import type { Expression } from '#sigma/expression.ts'
import { type FieldMap, type LogBinding, logsFor } from '#sigma/field-map.ts'
import type { SigmaItem, SigmaRule, SigmaValue } from '#sigma/rule.ts'
import { columnText, type Slot, valuesIn } from '#sigma/slot.ts'

/** True when the rule matches the event. */
export function reference(rule: SigmaRule, map: FieldMap, event: LogEvent): boolean {
  const log = logsFor(map, rule.logSource).find(({ sources }) => sources.includes(event.source))
  return log !== undefined && holds(rule.condition, (item) => itemHolds(item, log, event))
}

function holds(expression: Expression<SigmaItem>, test: (item: SigmaItem) => boolean): boolean {
  if (expression.kind === 'leaf') return test(expression.leaf)
  if (expression.kind === 'not') return !holds(expression.of, test)
  const yes = expression.of.filter((part) => holds(part, test)).length
  if (expression.kind === 'all') return yes === expression.of.length
  return yes >= (expression.kind === 'any' ? 1 : expression.count)
}

function itemHolds(item: SigmaItem, log: LogBinding, event: LogEvent): boolean {
  const has = (word: string) => item.modifiers.some((modifier) => modifier === word)
  const slots: readonly Slot[] = item.field === null ? [{ kind: 'record' }] : log.place(item.field).slots
  const found = slots.flatMap((slot) => valuesIn(slot, columnText(event, slot)).map(({ text }) => text))
  const written = item.field === null ? undefined : log.place(item.field).values
  const one = (value: SigmaValue): boolean => {
    const ours = value === null ? [value] : (written?.get(String(value).toLowerCase()) ?? [value])
    return ours.some((each) => valueHolds(each, found, item, log, event))
  }
  const result = has('all') ? item.values.every(one) : item.values.some(one)
  return has('neq') ? !result : result
}

function valueHolds(
  value: SigmaValue,
  found: readonly string[],
  { field, modifiers }: SigmaItem,
  log: LogBinding,
  event: LogEvent,
): boolean {
  const has = (word: string) => modifiers.some((modifier) => modifier === word)
  const fold = (text: string) => (has('cased') ? text : text.toLowerCase())
  if (has('exists')) return found.length > 0 === (String(value) === 'true')
  if (value === null) return found.length === 0
  if (has('fieldref')) {
    const others = log
      .place(String(value))
      .slots.flatMap((slot) => valuesIn(slot, columnText(event, slot)).map(({ text }) => fold(text)))
    return found.some((text) =>
      others.some((other) => {
        if (has('contains')) return fold(text).includes(other)
        if (has('startswith')) return fold(text).startsWith(other)
        if (has('endswith')) return fold(text).endsWith(other)
        return fold(text) === other
      }),
    )
  }
  if (has('re')) {
    const expression = writtenExpression(String(value), flagsOf(modifiers))
    return found.some((text) => expression.test(text))
  }
  for (const side of ['lt', 'lte', 'gt', 'gte'] as const) {
    if (has(side)) return found.some((text) => isNumber(text) && compared(Number(text), Number(value), side))
  }
  if (has('hour')) return found.some((text) => new Date(text).getUTCHours() === Number(value))
  const inner = field === null || has('contains')
  if (!inner && !has('startswith') && !has('endswith')) {
    if (value === '' && !has('cased')) return found.every((text) => text === '')
    if (typeof value === 'number' || typeof value === 'bigint') {
      return found.some(
        (text) => text.toLowerCase() === String(value) || (isNumber(text) && Number(text) === Number(value)),
      )
    }
  }
  const pattern = wildcards(fold(String(value)))
  const before = inner || has('endswith') ? '[^]*' : ''
  const behind = inner || has('startswith') ? '[^]*' : ''
  const whole = expressionOf(`^${before}${pattern}${behind}$`)
  return found.some((text) => whole.test(fold(text)))
}

const flagsOf = (modifiers: readonly string[]) =>
  ['i', 'm', 's'].filter((flag) => modifiers.includes(flag)).join('')

const isNumber = (text: string) => /^\s*[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?\s*$/i.test(text)

function compared(value: number, limit: number, side: 'lt' | 'lte' | 'gt' | 'gte'): boolean {
  return { lt: value < limit, lte: value <= limit, gt: value > limit, gte: value >= limit }[side]
}

/** Wildcards and escapes as a regular expression. */
function wildcards(text: string): string {
  return text.replaceAll(/\\([\\*?])|\*|\?|[^]/gu, (all, escaped?: string) => {
    if (all === '*') return '[^]*'
    if (all === '?') return '[^]'
    return (escaped ?? all).replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  })
}

/** Letters are folded as Unicode has it, `ſ` with `s`; what may not be escaped there is read the older way. */
function writtenExpression(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, `${flags}u`)
  } catch {
    return new RegExp(source, flags)
  }
}

const expressions = new Map<string, RegExp>()

/** Compiled once: a benchmark asks millions of times. */
function expressionOf(source: string): RegExp {
  const expression = expressions.get(source) ?? new RegExp(source, 'u')
  expressions.set(source, expression)
  return expression
}
