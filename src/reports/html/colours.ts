/** Every pair of text and ground here has a contrast of at least 4.5 to 1; `html-contrast.test.ts` computes it. */
export const light = {
  page: '#fbfbf9',
  head: '#f3f3ef',
  card: '#ffffff',
  code: '#ecece6',
  ink: '#1b1f24',
  soft: '#555c66',
  line: '#d9d9d2',
  link: '#1d4f8c',
  focus: '#1d4f8c',
  critical: '#9f1239',
  high: '#b4330b',
  medium: '#855a00',
  low: '#1f5f7a',
  info: '#555c66',
  pass: '#1c6b3f',
} as const

export const dark: Readonly<Record<keyof typeof light, string>> = {
  page: '#14171b',
  head: '#191d22',
  card: '#1d2127',
  code: '#2a2f37',
  ink: '#e8e8e4',
  soft: '#a6adb8',
  line: '#343a43',
  link: '#8fbdf3',
  focus: '#8fbdf3',
  critical: '#ff8ba3',
  high: '#ff9d7a',
  medium: '#e5b95c',
  low: '#82c4e0',
  info: '#a6adb8',
  pass: '#7fd0a0',
}

/** Verdicts and coverage borrow the severities' tones, so that red means one thing on the page. */
const tones: Readonly<Record<string, keyof typeof light>> = {
  '.tag.critical': 'critical',
  '.tag.high': 'high',
  '.tag.medium': 'medium',
  '.tag.low': 'low',
  '.tag.info': 'info',
  '.tile.fail,.verdict.fail': 'critical',
  '.tile.needsReview,.verdict.needsReview': 'low',
  '.tile.unknown,.verdict.unknown,.card.unknown': 'medium',
  '.tile.pass,.verdict.pass,.coverage.complete': 'pass',
  '.tile.notApplicable,.verdict.notApplicable': 'info',
  '.grade.E': 'critical',
  '.grade.D': 'high',
  '.grade.unknown': 'medium',
  '.grade.C': 'low',
  '.grade.B,.grade.A,.grade.blocked': 'pass',
  '.coverage.partial,.coverage.denied,.coverage.unlicensed,.coverage.unavailable,.coverage.notAttempted':
    'medium',
}

const variables = (palette: Readonly<Record<string, string>>) =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';')

/** The palette of both schemes as custom properties, and who uses which tone. */
export const colours = `:root{color-scheme:light dark;${variables(light)}}
@media(prefers-color-scheme:dark){:root{${variables(dark)}}}
@media print{:root{color-scheme:light;${variables(light)}}}
${Object.entries(tones)
  .map(([selector, tone]) => `${selector}{--tone:var(--${tone})}`)
  .join('\n')}`
