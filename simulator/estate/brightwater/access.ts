import { builtInStrengths, conditionalAccessPolicy, frontlineStrength } from '../conditional-access.ts'
import type { Frame } from '../frame.ts'
import { groupId } from '../groups.ts'
import { accessPolicies } from './access-policies.ts'

/** Conditional Access: the policies, the places and the strengths that they name. */
export function access(frame: Frame, user: (name: string) => string) {
  const policies = accessPolicies((name) => groupId(frame, name), user, frame.id('group/deleted'))
  const dates = {
    createdDateTime: frame.calendar.daysAgo(480),
    modifiedDateTime: frame.calendar.daysAgo(480),
  }
  return {
    conditionalAccessPolicies: policies.map((policy) => conditionalAccessPolicy(frame, policy)),
    namedLocations: [
      {
        '@odata.type': '#microsoft.graph.ipNamedLocation',
        id: frame.id('location/office'),
        displayName: 'Head office Bergen',
        ...dates,
        isTrusted: true,
        ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '203.0.113.0/25' }],
      },
      {
        '@odata.type': '#microsoft.graph.countryNamedLocation',
        id: frame.id('location/nordics'),
        displayName: 'Nordic countries',
        ...dates,
        countriesAndRegions: ['NO', 'SE', 'DK'],
        includeUnknownCountriesAndRegions: false,
        countryLookupMethod: 'clientIpAddress',
      },
    ],
    authenticationStrengthPolicies: [...Object.values(builtInStrengths), frontlineStrength(frame)],
  }
}
