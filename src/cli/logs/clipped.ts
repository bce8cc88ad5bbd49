import { safeText } from '#model/text/safe-text.ts'

/** A line of hostile text that fits: made safe, and cut with an ellipsis where it is longer. */
export function clipped(text: string, columns: number): string {
  const safe = safeText(text)
  return safe.length <= columns ? safe : `${safe.slice(0, Math.max(1, columns - 1))}…`
}
