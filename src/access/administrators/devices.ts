/** Devices and apps that prove an administrator (identity.md §c, rule 8). */
import type { Claim } from '#model/claims.ts'
import type { AuthenticationMethods } from '#model/records/authentication-methods.ts'
import type { RegisteredDevices } from '#model/records/registered-devices.ts'
import { kindListed } from '../registration/method-kinds.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const STALE_DAYS = 90
const YOUNG_DAYS = 7
const MOST_AUTHENTICATORS = 2

type Device = RegisteredDevices['devices'][number]

export interface DeviceFindings {
  /** Out of order, whoever says what. */
  readonly faults: readonly string[]
  /** For somebody to look at, and to vouch for. */
  readonly questions: readonly string[]
  /** Whether somebody may just have registered an app of their own on a Global Administrator. */
  readonly isUrgent: boolean
  readonly doubts: readonly string[]
  readonly claims: readonly Claim[]
}

/** Judges what one administrator has registered. */
export function deviceFindings(
  { devices }: RegisteredDevices,
  methods: AuthenticationMethods,
  who: { readonly isGlobal: boolean; readonly now: Date },
): DeviceFindings {
  const usable = devices.filter(({ accountEnabled }) => accountEnabled !== false)
  const apps = methods.methods.filter((method) =>
    kindListed(method['@odata.type']).startsWith('authenticator'),
  )
  const young = apps.filter(({ createdDateTime }) => age(createdDateTime, who.now) < YOUNG_DAYS)
  const unmanaged = usable.filter(({ isManaged }) => isManaged === false || isManaged === null)
  const isUrgent = who.isGlobal && young.length > 0
  const questioned: readonly { readonly id: string; readonly what: string }[] = [
    ...unmanaged.map((device) => ({ id: device.id, what: `device ${nameOf(device)}, which nobody manages` })),
    ...(apps.length > MOST_AUTHENTICATORS ? apps.map(asApp) : isUrgent ? young.map(asApp) : []),
  ]
  return {
    faults: usable.flatMap((device) => faultsOf(device, who.now)),
    questions: [
      ...unmanaged.map((device) => `${nameOf(device)} is managed by nobody`),
      ...(apps.length > MOST_AUTHENTICATORS ? [`it has ${apps.length} Authenticator apps`] : []),
      ...(isUrgent ? [`an Authenticator app was registered within ${YOUNG_DAYS} days`] : []),
    ],
    isUrgent,
    doubts: usable.some(({ isManaged, isCompliant }) => isManaged === undefined || isCompliant === undefined)
      ? ['whether some devices are managed and compliant was not read']
      : [],
    claims: claimsOf(methods.userId, questioned),
  }
}

function claimsOf(
  userId: string,
  questioned: readonly { readonly id: string; readonly what: string }[],
): readonly Claim[] {
  const administrator = userId.toLowerCase()
  return questioned.map(({ id, what }) => ({
    dataset: what.startsWith('device') ? 'registeredDevices' : 'authenticationMethods',
    key: { administrator, registered: id },
    end: null,
    what,
  }))
}

const asApp = ({ id, displayName }: AuthenticationMethods['methods'][number]) => ({
  id: id ?? displayName ?? '',
  what: `Authenticator on ${displayName || 'a phone without a name'}`,
})

function faultsOf(device: Device, now: Date): readonly string[] {
  const days = age(device.approximateLastSignInDateTime, now)
  return [
    ...(device.isCompliant === false ? [`${nameOf(device)} does not meet the rules for devices`] : []),
    ...(days > STALE_DAYS ? [`${nameOf(device)} was not used for ${Math.floor(days)} days`] : []),
  ]
}

const nameOf = ({ displayName, id }: Device): string => displayName || id

/** In days; not a number where the time was not said, so that no rule holds of it. */
function age(time: string | null | undefined, now: Date): number {
  return (now.getTime() - Date.parse(time ?? '')) / DAY_MS
}
