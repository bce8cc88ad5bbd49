import { expect, test } from 'vitest'
import { dark, light } from '#reports/html/colours.ts'

const grounds = ['page', 'head', 'card', 'code'] as const
const texts = ['ink', 'soft', 'link', 'critical', 'high', 'medium', 'low', 'info', 'pass'] as const
/** WCAG 2.2, success criterion 1.4.3, level AA. */
const AA = 4.5

test.each([
  ['light', light],
  ['dark', dark],
])('the %s palette is readable everywhere', (_, palette) => {
  for (const ground of grounds) {
    for (const text of texts) {
      expect(contrast(palette[text], palette[ground]), `${text} on ${ground}`).toBeGreaterThanOrEqual(AA)
    }
  }
})

function contrast(a: string, b: string): number {
  const [dim = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (bright + 0.05) / (dim + 0.05)
}

/** Relative luminance as WCAG defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
