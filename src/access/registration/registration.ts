/**
 * What an account has registered, out of the two places that tell: Microsoft's registration report, which takes a
 * licence and lags up to 36 hours, and the list of methods read account by account (identity.md §a.6, §a.7).
 */
import type { AuthenticationMethods } from '#model/records/authentication-methods.ts'
import type { UserRegistrationDetails } from '#model/records/user-registration-details.ts'
import { anyOf, type Ternary } from '../ternary.ts'
import { type MethodKind, ratingOf, weakestOf } from './method-kinds.ts'
import { listedMethods, type RegisteredMethod, reportedMethods } from './registered-methods.ts'

export interface Registration {
  /** Whether a second factor is registered. Says nothing of whether it may be used: that is `capable`. */
  readonly registered: Ternary
  /** Why that is not known; undefined when it is. */
  readonly because: string | undefined
  /** Everything registered, password and mail included, each kind once. */
  readonly methods: readonly RegisteredMethod[]
  readonly report: UserRegistrationDetails | undefined
  readonly list: AuthenticationMethods | undefined
}

export interface RegistrationRecords {
  readonly userRegistrationDetails: readonly UserRegistrationDetails[]
  readonly authenticationMethods: readonly AuthenticationMethods[]
}

/** Indexes both sources; the answer is asked for account by account. */
export function registrations(
  records: RegistrationRecords,
  now: Date,
): { of(accountId: string): Registration } {
  const reports = new Map(records.userRegistrationDetails.map((row) => [row.id.toLowerCase(), row]))
  const lists = new Map(records.authenticationMethods.map((row) => [row.userId.toLowerCase(), row]))
  const alike = new Map<string, Judged>()
  return {
    of: (accountId) => {
      const id = accountId.toLowerCase()
      const [report, list] = [reports.get(id), lists.get(id)]
      if (!report || list) return registrationOf(report, list, now)
      const key = `${report.isMfaRegistered} ${report.methodsRegistered?.join()}`
      const judged = alike.get(key) ?? judgedOf(report, list, now)
      alike.set(key, judged)
      return { ...judged, report, list }
    },
  }
}

/** What one row of each source says of an account; either may be missing. */
export function registrationOf(
  report: UserRegistrationDetails | undefined,
  list: AuthenticationMethods | undefined,
  now: Date,
): Registration {
  return { ...judgedOf(report, list, now), report, list }
}

/** The part that many accounts share: a report of a million people knows a few dozen combinations. */
type Judged = Pick<Registration, 'registered' | 'because' | 'methods'>

function judgedOf(
  report: UserRegistrationDetails | undefined,
  list: AuthenticationMethods | undefined,
  now: Date,
): Judged {
  const reported = report ? reportedMethods(report) : []
  const listed = list ? listedMethods(list, now) : []
  return { ...settled({ report, reported, list, listed }), methods: merged(reported, listed) }
}

interface Said {
  readonly report: UserRegistrationDetails | undefined
  readonly reported: readonly RegisteredMethod[]
  readonly list: AuthenticationMethods | undefined
  readonly listed: readonly RegisteredMethod[]
}

type Settled = Pick<Registration, 'registered' | 'because'>

const known = (registered: 'yes' | 'no'): Settled => ({ registered, because: undefined })
const open = (because: string): Settled => ({ registered: 'maybe', because })

/** Agreement counts, and so does the one that knows; where they disagree, only a time can tell who is right. */
function settled(said: Said): Settled {
  const { report, list, listed } = said
  if (report === undefined && list === undefined) return open(NOWHERE)
  const byReport = report ? sayingOf(report, said.reported) : 'maybe'
  const byList = list ? anyOf(listed.map(({ counts }) => counts)) : 'maybe'
  if (list === undefined) return byReport === 'maybe' ? open(doubtOfReport(said)) : known(byReport)
  if (report === undefined) return byList === 'maybe' ? open(doubtOf(listed)) : known(byList)
  if (byList === byReport) return byList === 'maybe' ? open(doubtOf(listed)) : known(byList)
  if (byList === 'maybe') return byReport === 'yes' ? known('yes') : open(doubtOf(listed))
  if (byReport === 'maybe') return known(byList)
  return disagreement(said, byList)
}

/** The flag is Microsoft's own sum, but it does not say whether a pass alone can still be used. */
function sayingOf(
  { isMfaRegistered, methodsRegistered }: UserRegistrationDetails,
  reported: readonly RegisteredMethod[],
): Ternary {
  if (isMfaRegistered === false) return 'no'
  if (isMfaRegistered === true) return restsOnPass(reported) ? 'maybe' : 'yes'
  return methodsRegistered ? anyOf(reported.map(({ counts }) => counts)) : 'maybe'
}

function restsOnPass(reported: readonly RegisteredMethod[]): boolean {
  const factors = reported.filter(({ counts }) => counts !== 'no')
  return factors.length > 0 && factors.every(({ kind }) => kind === 'temporaryAccessPass')
}

/**
 * Registered after the report was made: the list is newer. Certificates are in the report alone. A method that the
 * report knows and the list does not was removed, or is not listed yet: nothing says which.
 */
function disagreement({ report, reported, listed }: Said, byList: 'yes' | 'no'): Settled {
  const made = Date.parse(report?.lastUpdatedDateTime ?? '')
  const isNewer = listed.some(({ counts, since }) => counts === 'yes' && Date.parse(since ?? '') > made)
  if (byList === 'yes') return isNewer ? known('yes') : open(DISAGREE)
  return reported.some(({ kind }) => kind === 'certificate') ? known('yes') : open(DISAGREE)
}

const NOWHERE =
  'some accounts are neither in the registration report, which lags up to 36 hours, nor were their methods read'
const DISAGREE =
  'the registration report and the list of methods disagree about some accounts, and no time says which is newer'

function doubtOfReport({ report, reported }: Said): string {
  if (restsOnPass(reported))
    return 'some accounts have a Temporary Access Pass only, and the registration report does not say whether it can still be used'
  if (!report?.methodsRegistered)
    return 'isMfaRegistered is missing from some rows of the registration report'
  return doubtOf(reported)
}

function doubtOf(methods: readonly RegisteredMethod[]): string {
  const words = new Set(methods.flatMap(({ kind, word }) => (kind === 'unknown' ? [word] : [])))
  if (words.size > 0)
    return `this version does not know the methods ${[...words].join(', ')} of some accounts`
  if (methods.some(({ kind }) => kind === 'certificate'))
    return 'some accounts have a certificate only, and it is not known whether it counts as two factors'
  return 'whether the Temporary Access Pass of some accounts can still be used is not known'
}

/** Both sources as one: the list has the details, and the report tells notifications from phone sign-in. */
function merged(
  reported: readonly RegisteredMethod[],
  listed: readonly RegisteredMethod[],
): readonly RegisteredMethod[] {
  const inList = new Set(listed.map(({ kind }) => kind))
  const isToldApart = reported.some(({ kind }) => kind.startsWith('authenticatorP'))
  return [
    ...reported.filter(({ kind }) => kind === 'unknown' || !inList.has(kind)),
    ...listed.filter(({ kind }) => kind !== 'authenticator' || !isToldApart),
  ]
}

/** The weakest second factor: the one that an attacker would choose. */
export function weakestFactor({ methods }: Registration): MethodKind | undefined {
  return weakestOf(methods.filter(({ counts }) => counts !== 'no').map(({ kind }) => kind))
}

/** Whether a method is registered that no phishing page can relay. */
export function isPhishingResistantReady(registration: Registration): Ternary {
  const known = anyOf(registration.methods.map(({ kind }) => ratingOf(kind).phishingResistant))
  return known === 'no' && !isToldByName(registration) ? 'maybe' : known
}

/** Whether anything says which methods there are, and not only that there are some. */
export function isToldByName({ report, list }: Registration): boolean {
  return list !== undefined || !!report?.methodsRegistered
}

/** Names for people, each once; that there is a password goes without saying. */
export function methodLabels({ methods }: Registration): readonly string[] {
  const labels = methods
    .filter(({ kind }) => kind !== 'password')
    .map(({ kind, word }) => (kind === 'unknown' ? word : ratingOf(kind).label))
  return [...new Set(labels)].sort()
}
