import type { Frame } from '../frame.ts'
import { guidAt } from '../random.ts'
import type { Devices, Item } from '../types.ts'

export interface DeviceSketch {
  readonly name: string
  readonly owner: string
  readonly system?: 'Windows' | 'iOS' | 'Android' | 'MacOS'
  readonly compliant?: boolean | null
  readonly managed?: boolean | null
  readonly seenDaysAgo?: number
  readonly trust?: 'AzureAd' | 'ServerAd' | 'Workplace'
}

/** A few devices of people with a name, and a laptop for every fourth of the others. */
export function devices(frame: Frame, sketches: readonly DeviceSketch[]): Devices {
  return {
    named: sketches.map((sketch) => ({
      owner: sketch.owner,
      device: device(frame, frame.id(`device/${sketch.name}`), sketch),
    })),
    every: 4,
    build: (index) =>
      device(frame, guidAt(`device/${frame.company.name}`, index, frame.seed), {
        name: `BW-LT-${1000 + index}`,
        owner: '',
        seenDaysAgo: index % 14,
        compliant: index % 10 !== 0,
        managed: true,
      }),
  }
}

const versions = { Windows: '10.0.26100.2314', iOS: '19.1', Android: '16', MacOS: '16.1' }

function device(frame: Frame, id: string, sketch: DeviceSketch): Item {
  const { system = 'Windows', seenDaysAgo = 1, trust = 'AzureAd' } = sketch
  return {
    id,
    deletedDateTime: null,
    accountEnabled: true,
    approximateLastSignInDateTime: frame.calendar.daysAgo(seenDaysAgo),
    complianceExpirationDateTime: null,
    deviceCategory: null,
    deviceId: frame.id(`deviceId/${id}`),
    deviceMetadata: null,
    deviceOwnership: sketch.managed ? 'Company' : null,
    deviceVersion: 2,
    displayName: sketch.name,
    enrollmentProfileName: null,
    enrollmentType: null,
    isCompliant: sketch.compliant ?? null,
    isManaged: sketch.managed ?? null,
    isManagementRestricted: null,
    isRooted: null,
    managementType: sketch.managed ? 'MDM' : null,
    manufacturer: system === 'Windows' ? 'Contoso Hardware' : null,
    mdmAppId: null,
    model: system === 'Windows' ? 'Slim 14' : null,
    onPremisesLastSyncDateTime: null,
    onPremisesSyncEnabled: null,
    operatingSystem: system,
    operatingSystemVersion: versions[system],
    physicalIds: [],
    profileType: 'RegisteredDevice',
    registrationDateTime: frame.calendar.daysAgo(seenDaysAgo + 300),
    systemLabels: [],
    trustType: trust,
    alternativeSecurityIds: [],
  }
}
