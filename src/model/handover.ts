/**
 * What a third party that runs the tenant hands over in an incident: logs that are not the customer's own. The list is
 * ours, and so are its figures: a year, because intrusions are found months later, and a day to hand over, because what
 * the tenant itself forgets goes after seven (logs.md §2).
 */

export interface HandoverLog {
  readonly id: string
  readonly what: string
  /** Why only the third party has it. */
  readonly why: string
  /** The least that is asked for; null where no number of days says it. */
  readonly leastDays: number | null
  /** The most that is asked for, from the question to the file. */
  readonly mostHours: number
}

const YEAR_DAYS = 365
const DAY_HOURS = 24

const log = (id: string, what: string, why: string, changes: Partial<HandoverLog> = {}): HandoverLog => ({
  id,
  what,
  why,
  leastDays: YEAR_DAYS,
  mostHours: DAY_HOURS,
  ...changes,
})

/** The logs, by the ids under which they are answered. */
export const handoverLogs: readonly HandoverLog[] = [
  log(
    'sign-ins',
    'sign-ins of your people in your own tenant, interactive and not, with device and applied policies',
    'ours shows a made-up name and nothing of how they signed in at home',
  ),
  log(
    'people',
    'who is behind each account that shows here: object id, person, from when until when, a year past the contract',
    'only your directory has the person',
  ),
  log(
    'groups',
    'membership of the groups that hold rights in our tenant, and each change of it',
    'a group of yours shows here as an id without members',
  ),
  log(
    'activations',
    'activations of roles in your tenant, with reason and approval',
    'the right is used here and asked for there',
  ),
  log(
    'partner-center',
    'the activity log of Partner Center: relationships, subscriptions, reservations, resets of passwords',
    'it is in no log of ours',
  ),
  log(
    'remote-tools',
    'sessions of your remote tools, password vaults and ticket systems: who, when, which of our machines or secrets',
    'these reach past Entra ID',
  ),
  log(
    'applications',
    'sign-ins of applications that you run against many customers, their credentials and who can read them',
    'a stolen secret shows here as the application itself',
  ),
  log(
    'lighthouse',
    'the activity log of the tenant that manages Azure for us',
    'who delegated, and who was put into the managing group',
  ),
  log('subcontractors', 'the same list, answered by your own subcontractors', 'nobody else will ask them'),
  log(
    'incidents',
    'incidents of yours, also suspected ones, and the day on which you knew',
    'it may be how ours began',
    { leastDays: null, mostHours: 4 },
  ),
]

/** What a third party says of one of them. What is left out was not said. */
export interface HandoverAnswer {
  /** Id of the log. */
  readonly log: string
  readonly exists: boolean
  /** `YYYY-MM-DD`, the day from which on there is such a log. */
  readonly since?: string
  /** For how long it is kept. */
  readonly days?: number
  /** The person who hands it over, with a way to reach them. */
  readonly who?: string
  /** From the question to the file. */
  readonly hours?: number
  readonly remark?: string
}

/** `short`: less than we ask for; `open`: not said, or not all of it. */
export type HandoverState = 'enough' | 'short' | 'open'

/** An answer held against what we ask. */
export interface JudgedHandover extends Omit<HandoverAnswer, 'exists'> {
  readonly what: string
  readonly asked: Pick<HandoverLog, 'leastDays' | 'mostHours'>
  readonly state: HandoverState
  /** Left out where nothing was said at all. */
  readonly exists?: boolean
  /** What falls short of what we ask, in words. */
  readonly short: readonly string[]
  /** What was not said. */
  readonly open: readonly string[]
}
