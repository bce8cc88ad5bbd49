/**
 * Whether an account that the customer declared as break-glass would open the door on the day it is needed
 * (identity.md §a.9). What is wrong and what is not known are told apart.
 */
import type { DatasetName } from '#model/datasets.ts'
import type { UserSignInActivity } from '#model/records/user-sign-in-activity.ts'
import type { User } from '#model/records/users.ts'
import type { Severity } from '#model/severity.ts'
import { isPhishingResistantReady, type Registration } from '../registration/registration.ts'
import type { Ternary } from '../ternary.ts'
import type { StandingGrant } from './standing-grant.ts'

/** One thing that is wrong with the account. */
export interface Defect {
  readonly words: string
  readonly severity: Severity
  /** Datasets in which a missing record is part of the proof. */
  readonly restsOn: readonly DatasetName[]
}

export interface Readiness {
  readonly defects: readonly Defect[]
  /** What could not be told. */
  readonly doubts: readonly string[]
}

export interface BreakGlassFacts {
  readonly user: User
  readonly standing: StandingGrant
  readonly registration: Registration
  readonly certificates: Ternary
  readonly activity: UserSignInActivity | undefined
  /** Models of the keys of the other administrators. */
  readonly otherKeys: ReadonlySet<string>
  readonly now: Date
}

type Finding = Defect | { readonly doubt: string }

/** Everything that section a.9 asks of one account. */
export function readinessOf(facts: BreakGlassFacts): Readiness {
  const findings = [
    ...signsIn(facts.user),
    ...isCloudOnly(facts.user),
    ...isGlobalAdministrator(facts.standing),
    ...hasResistantMethod(facts),
    ...hasKeysOfItsOwn(facts),
    ...wasTried(facts),
  ]
  return {
    defects: findings.filter((it): it is Defect => 'words' in it),
    doubts: findings.flatMap((it) => ('doubt' in it ? [it.doubt] : [])),
  }
}

function defect(severity: Severity, words: string, restsOn: readonly DatasetName[] = []): readonly Finding[] {
  return [{ severity, words, restsOn }]
}

const doubt = (words: string): readonly Finding[] => [{ doubt: words }]

function signsIn({ accountEnabled }: User): readonly Finding[] {
  if (accountEnabled === true) return []
  if (accountEnabled === false) return defect('high', 'is disabled')
  return doubt('whether some break-glass accounts are enabled was not read')
}

/** The initial domain of a tenant, in every cloud of Microsoft's. It can neither be federated nor taken away. */
const INITIAL_DOMAIN = /@[^@]+\.(onmicrosoft|partner\.onmschina)\.[a-z]+$/i

function isCloudOnly({ userPrincipalName, onPremisesSyncEnabled }: User): readonly Finding[] {
  return [...isOnInitialDomain(userPrincipalName), ...isNotSynced(onPremisesSyncEnabled)]
}

function isOnInitialDomain(userPrincipalName: string | null | undefined): readonly Finding[] {
  if (!userPrincipalName) return doubt('the user principal name of some break-glass accounts was not read')
  return INITIAL_DOMAIN.test(userPrincipalName)
    ? []
    : defect('medium', 'is not on *.onmicrosoft.com, so that it falls with the domain or its federation')
}

/** Null says that it never was; absent says that nobody asked. */
function isNotSynced(onPremisesSyncEnabled: boolean | null | undefined): readonly Finding[] {
  if (onPremisesSyncEnabled === true) return defect('high', 'is synchronised from on-premises')
  if (onPremisesSyncEnabled !== undefined) return []
  return doubt('whether some break-glass accounts are synchronised from on-premises was not read')
}

function isGlobalAdministrator({ stands, because }: StandingGrant): readonly Finding[] {
  if (stands === 'yes') return []
  if (stands === 'maybe') return doubt(because)
  return defect('high', because, ['roleAssignments', 'roleAssignmentScheduleInstances'])
}

/** Certificates are allowed for the tenant and never listed per person (identity.md §a.7). */
function hasResistantMethod({ registration, certificates }: BreakGlassFacts): readonly Finding[] {
  const ready = isPhishingResistantReady(registration)
  if (ready === 'yes') return []
  if (ready === 'maybe') return doubt('the methods of some break-glass accounts are not known')
  if (certificates === 'no') return defect('critical', 'has no phishing-resistant method')
  return doubt(
    certificates === 'yes'
      ? 'certificate-based authentication is allowed, and Microsoft does not list certificates per person'
      : 'whether certificates are allowed is not known (authenticationMethodsPolicy)',
  )
}

/** Told only where both models are known: the list does not give one to every key. */
function hasKeysOfItsOwn({ registration, otherKeys }: BreakGlassFacts): readonly Finding[] {
  const resistant = registration.methods.filter(({ kind }) => kind === 'passkey')
  const isShared = resistant.length > 0 && resistant.every(({ aaGuid }) => aaGuid && otherKeys.has(aaGuid))
  return isShared
    ? defect(
        'low',
        'has keys of no other model than the other administrators, so that one fault locks out all',
        ['userRegistrationDetails', 'authenticationMethods'],
      )
    : []
}

/** Microsoft advises to try such an account every 90 days. */
const DAYS_BETWEEN_TRIALS = 90
const DAY = 86_400_000

/** The newest of the dates; an account that never signed in has none (identity.md §b.5). */
function wasTried({ activity, now }: BreakGlassFacts): readonly Finding[] {
  if (activity === undefined) return doubt('when some break-glass accounts signed in last was not read')
  const { lastSignInDateTime, lastSuccessfulSignInDateTime } = activity
  if (lastSignInDateTime === undefined && lastSuccessfulSignInDateTime === undefined)
    return doubt('when some break-glass accounts signed in last was not read')
  const dates = [lastSignInDateTime, lastSuccessfulSignInDateTime].flatMap((date) => date ?? [])
  if (dates.length === 0) return defect('low', 'never signed in, so that nobody knows whether it works')
  const days = Math.floor((now.getTime() - Math.max(...dates.map((date) => Date.parse(date)))) / DAY)
  return days > DAYS_BETWEEN_TRIALS
    ? defect('low', `signed in ${days} days ago, so that nobody knows whether it still works`)
    : []
}
