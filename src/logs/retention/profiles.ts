/**
 * For how long logs are to be kept: what frameworks ask for, as data (azure.md §5.4). Months are counted in their longest
 * form, so that nobody falls short by a day. What nobody here could read in the framework itself is marked.
 */

export const profileIds = ['m-26-14', 'pci-dss', 'iso-nis2', 'own'] as const
export type ProfileId = (typeof profileIds)[number]

export interface RetentionProfile {
  readonly id: ProfileId
  readonly title: string
  /** Days that have to be at hand for a search; null where the profile names none. */
  readonly searchableDays: number | null
  /** Days that have to be there at all. */
  readonly totalDays: number
  readonly source: string
  /**
   * `restated`: the figures come from others who quote it. `suggested`: the framework names no figure, these are
   * Keyward's. `own`: the tenant's people said so.
   */
  readonly status: 'restated' | 'suggested' | 'own'
  /** What a reader has to know of the figures. */
  readonly note: string
}

const SIX_MONTHS = 184
const THREE_MONTHS = 92
const YEAR = 366

const profiles: Readonly<Record<Exclude<ProfileId, 'own'>, RetentionProfile>> = {
  'm-26-14': {
    id: 'm-26-14',
    title: 'OMB M-26-14 (US federal, 2026-05-22)',
    searchableDays: SIX_MONTHS,
    totalDays: YEAR,
    source: 'actiac.org, page about the memorandum',
    status: 'restated',
    note: 'Not verified: six months searchable and twelve retrievable are a third party’s words, not read in the memorandum. It takes the place of M-21-31, by several trade reports.',
  },
  'pci-dss': {
    id: 'pci-dss',
    title: 'PCI DSS 4.0.1, requirement 10.5.1',
    searchableDays: THREE_MONTHS,
    totalDays: YEAR,
    source: 'withpci.com and daydream.ai, which restate the requirement',
    status: 'restated',
    note: 'Not verified in the standard itself: twelve months, the last three of them at hand.',
  },
  'iso-nis2': {
    id: 'iso-nis2',
    title: 'ISO 27001 / NIS2 (by risk)',
    searchableDays: 180,
    totalDays: 365,
    source: 'Keyward',
    status: 'suggested',
    note: 'Neither names a figure, as far as is known here: they ask for one that follows from the risk and is written down. These are what Keyward suggests.',
  },
}

/** The profile of frameworks that is taken where nobody says which. */
export const DEFAULT_PROFILE: ProfileId = 'iso-nis2'

/** A profile by its name. @param days of `own`: for how long logs are to be kept */
export function profileOf(id: ProfileId, days: number): RetentionProfile {
  if (id !== 'own') return profiles[id]
  return {
    id,
    title: 'Own target',
    searchableDays: null,
    totalDays: days,
    source: '--days',
    status: 'own',
    note: 'As given on the command line.',
  }
}
