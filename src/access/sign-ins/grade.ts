/** The words of the verdict (decision 011). */

/** `all` is the worst over every application. */
export const resources = [
  'all',
  'exchange',
  'sharepoint',
  'arm',
  'adminPortals',
  'graph',
  'registerSecurityInfo',
] as const
export type Resource = (typeof resources)[number]

export const clients = ['browser', 'modern', 'activeSync', 'otherLegacy', 'deviceCode'] as const
export type Client = (typeof clients)[number]

/**
 * A: always phishing-resistant. B: always MFA. C: MFA by security defaults or per-user MFA. D: one factor is enough
 * under conditions. E: one factor is enough.
 */
export type Grade = 'A' | 'B' | 'C' | 'D' | 'E' | 'blocked' | 'unknown'

export type Grades = Readonly<Record<Resource, Readonly<Record<Client, Grade>>>>

/** The worst first. */
export const grades: readonly Grade[] = ['E', 'D', 'unknown', 'C', 'B', 'A', 'blocked']

/** The worst of some grades. A proven gap is worse than a doubt. */
export function worstOf(among: readonly Grade[]): Grade {
  return grades.find((grade) => among.includes(grade)) ?? 'unknown'
}

/** Places grades in order, the worst first. */
export function gradeRank(grade: Grade): number {
  return grades.indexOf(grade)
}

/** The verdict on an account: any application, from a browser or a modern app. */
export function verdictOf({ all }: Grades): Grade {
  return worstOf([all.browser, all.modern])
}

/** Whether one factor is enough to get in, at least at times. */
export function isGap(grade: Grade): boolean {
  return grade === 'D' || grade === 'E'
}
