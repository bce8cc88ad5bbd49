/**
 * Which policies apply to one sign-in, as the rules of the verdict say (decision 011, "When a policy applies"): an
 * ordinary one, from nowhere in particular, on Windows, without risk.
 */
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import type { NamedLocation } from '#model/records/named-locations.ts'
import type { User } from '#model/records/users.ts'
import { audienceOf, type Directory, matchOf, personOf } from '../conditional-access/audience.ts'
import type { Conditions } from '../conditional-access/policy.ts'
import { saysSomething } from '../conditional-access/policy.ts'
import { applicationMatch } from '../sign-ins/applications.ts'
import { clientMatch, flowMatch, ordinaryMatch, placeMatch, platformMatch } from '../sign-ins/conditions.ts'
import { placesOf } from '../sign-ins/places.ts'
import { allOf, type Ternary } from '../ternary.ts'
import type { SampleWay } from './ways.ts'

export interface ApplyingRecords {
  readonly conditionalAccessPolicies: readonly ConditionalAccessPolicy[]
  readonly namedLocations: readonly NamedLocation[]
  readonly locationsAreWhole: boolean
  /** Whether the sign-in is from outside every named location; else places stay open. */
  readonly isOutside: boolean
}

export interface AppliedPolicy {
  readonly policy: ConditionalAccessPolicy
  readonly applies: Ternary
}

/** Compiles the enabled policies; the answer is asked sign-in by sign-in. */
export function applyingPolicies(
  records: ApplyingRecords,
  directory: Directory,
): (account: User, way: SampleWay) => readonly AppliedPolicy[] {
  const enabled = records.conditionalAccessPolicies
    .filter(({ state }) => state === 'enabled')
    .map((policy) => ({ policy, audience: audienceOf(policy, directory) }))
  const places = placesOf(records.namedLocations)
  const [nowhere] = places.all
  const atPlace = (conditions: Conditions): Ternary => {
    if (!saysSomething(conditions.locations)) return 'yes'
    if (!records.isOutside || nowhere === undefined) return 'maybe'
    return placeMatch(conditions, nowhere, places, records.locationsAreWhole)
  }
  return (account, { application, client }) => {
    const person = personOf(account)
    return enabled.map(({ policy, audience }) => {
      const match = matchOf(audience, person)
      const { conditions } = policy
      if (!conditions) return { policy, applies: 'maybe' }
      const applies = allOf([
        match === 'excluded' ? 'no' : match,
        applicationMatch(conditions, application),
        clientMatch(conditions, client),
        flowMatch(conditions, client),
        platformMatch(conditions, 'windows'),
        ordinaryMatch(conditions),
        atPlace(conditions),
        // The question names no device, and what the service makes of that is not documented.
        saysSomething(conditions.devices) ? 'maybe' : 'yes',
      ])
      return { policy, applies }
    })
  }
}
