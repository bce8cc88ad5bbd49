/** Arithmetic of spans: half-open, in milliseconds. */
import type { Span } from '#model/events/log-window.ts'

/** The spans as few as possible, in order of time; empty ones go. */
export function union(spans: readonly Span[]): readonly Span[] {
  const merged: { from: number; to: number }[] = []
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    if (to <= from) continue
    const last = merged.at(-1)
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}

/** What of a span is in none of the others, in order of time. */
export function without(span: Span, others: readonly Span[]): readonly Span[] {
  const rest: Span[] = []
  let from = span.from
  for (const other of union(others)) {
    if (other.to <= from) continue
    if (other.from >= span.to) break
    if (other.from > from) rest.push({ from, to: other.from })
    from = other.to
  }
  if (from < span.to) rest.push({ from, to: span.to })
  return rest
}

/** What two spans have in common; undefined when nothing. */
export function common(one: Span, other: Span): Span | undefined {
  const from = Math.max(one.from, other.from)
  const to = Math.min(one.to, other.to)
  return from < to ? { from, to } : undefined
}

/** The length of all spans together. */
export function lengthOf(spans: readonly Span[]): number {
  return union(spans).reduce((sum, { from, to }) => sum + to - from, 0)
}

/** The last multiple of `step` at or before a moment. */
export const alignDown = (at: number, step: number): number => Math.floor(at / step) * step

/** The first multiple of `step` at or after a moment. */
export const alignUp = (at: number, step: number): number => Math.ceil(at / step) * step
