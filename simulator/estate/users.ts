import type { Calendar } from './clock.ts'
import { guid } from './random.ts'
import type { Account, Item, Method, PerUserMfa, User } from './types.ts'

/** What makes one account different from a healthy, boring member. */
export interface AccountSketch {
  readonly name: string
  readonly displayName: string
  readonly userPrincipalName: string
  readonly fields?: Record<string, unknown>
  /** A function where there are many accounts: methods are then made only for a reader who asks. */
  readonly methods?: Method[] | (() => Method[])
  readonly perUserMfa?: PerUserMfa
  readonly reported?: boolean
  /** Days since the last sign-in; null: never signed in. */
  readonly lastSignIn?: number | null
}

export interface Surroundings {
  readonly seed: number
  readonly calendar: Calendar
  readonly initialDomain: string
  readonly assignedLicenses: Item[]
  readonly assignedPlans: Item[]
}

/** Turns a sketch into an account with all fields that a reader may `$select`. */
export function account(sketch: AccountSketch, around: Surroundings, id?: string): Account {
  const own = id ?? guid(`user/${sketch.name}`, around.seed)
  const { methods = [] } = sketch
  let made = typeof methods === 'function' ? undefined : methods
  return {
    user: Object.assign(baseUser(sketch, around, own), sketch.fields),
    reported: sketch.reported ?? true,
    get methods() {
      made ??= typeof methods === 'function' ? methods() : methods
      return made
    },
    set methods(changed) {
      made = changed
    },
  }
}

function baseUser(sketch: AccountSketch, around: Surroundings, id: string): User {
  const { displayName, userPrincipalName } = sketch
  const nickname = userPrincipalName.split('@')[0] ?? ''
  let activity: Item | undefined | null = null
  return {
    id,
    deletedDateTime: null,
    accountEnabled: true,
    businessPhones: [],
    companyName: null,
    createdDateTime: around.calendar.daysAgo(900),
    creationType: null,
    department: null,
    displayName,
    employeeId: null,
    employeeType: null,
    externalUserState: null,
    externalUserStateChangeDateTime: null,
    givenName: displayName.split(' ')[0] ?? null,
    identities: [
      { signInType: 'userPrincipalName', issuer: around.initialDomain, issuerAssignedId: userPrincipalName },
    ],
    isResourceAccount: null,
    jobTitle: null,
    lastPasswordChangeDateTime: around.calendar.daysAgo(200),
    mail: userPrincipalName,
    mailNickname: nickname,
    mobilePhone: null,
    officeLocation: null,
    onPremisesImmutableId: null,
    onPremisesLastSyncDateTime: null,
    onPremisesSyncEnabled: null,
    otherMails: [],
    perUserMfaState: sketch.perUserMfa ?? 'disabled',
    passwordPolicies: null,
    preferredLanguage: null,
    proxyAddresses: [`SMTP:${userPrincipalName}`],
    // Made only for a reader who selects it: three GUIDs, a million times.
    get signInActivity() {
      if (activity === null) activity = signIns(sketch, around, id)
      return activity
    },
    set signInActivity(changed: unknown) {
      activity = changed as Item | undefined
    },
    signInSessionsValidFromDateTime: around.calendar.daysAgo(200),
    surname: displayName.split(' ').slice(1).join(' ') || null,
    usageLocation: 'NO',
    userPrincipalName,
    userType: 'Member',
    assignedLicenses: around.assignedLicenses,
    assignedPlans: around.assignedPlans,
  }
}

/** Graph leaves the property out for an account that has never signed in (identity reference, section b.5). */
function signIns(
  { lastSignIn = 3 }: AccountSketch,
  { seed, calendar }: Surroundings,
  id: string,
): Item | undefined {
  if (lastSignIn === null) return undefined
  const at = calendar.daysAgo(lastSignIn)
  const interactive = guid(`signin/${id}`, seed)
  return {
    lastSignInDateTime: at,
    lastSignInRequestId: interactive,
    lastNonInteractiveSignInDateTime: at,
    lastNonInteractiveSignInRequestId: guid(`signin/quiet/${id}`, seed),
    lastSuccessfulSignInDateTime: at,
    lastSuccessfulSignInRequestId: interactive,
  }
}

/** The fields of an account that has neither mailbox nor licence, as administrators' accounts should be. */
export const unlicensed = { mail: null, proxyAddresses: [], assignedLicenses: [], assignedPlans: [] } as const

/** Fields that Entra Connect writes on an account that lives in the local directory. */
export function synchronised(lastSync: string, fields: Record<string, unknown>): Record<string, unknown> {
  return {
    ...fields,
    onPremisesSyncEnabled: true,
    onPremisesLastSyncDateTime: lastSync,
    onPremisesImmutableId: 'c2FtcGxlLWltbXV0YWJsZQ==',
  }
}
