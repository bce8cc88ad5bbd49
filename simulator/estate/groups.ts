import type { Frame } from './frame.ts'
import { guid } from './random.ts'
import type { Group, Member } from './types.ts'

export interface GroupSketch {
  readonly name: string
  readonly displayName: string
  readonly users?: readonly string[]
  readonly groups?: readonly string[]
  readonly share?: Group['share']
  readonly assignable?: boolean
  readonly membershipRule?: string
}

/** Turns sketches into groups; members are named by situation, groups by the name of their sketch. */
export function groups(
  frame: Frame,
  sketches: readonly GroupSketch[],
  userId: (name: string) => string,
): Group[] {
  return sketches.map((sketch) => ({
    group: groupObject(frame, sketch),
    members: [
      ...(sketch.users ?? []).map((name): Member => ({ kind: 'user', id: userId(name) })),
      ...(sketch.groups ?? []).map((name): Member => ({ kind: 'group', id: groupId(frame, name) })),
    ],
    ...(sketch.share ? { share: sketch.share } : {}),
  }))
}

export function groupId(frame: Frame, name: string): string {
  return guid(`group/${name}`, frame.seed)
}

/** The field order is that of a recorded response; two of the fields are not in the published metadata. */
function groupObject(
  frame: Frame,
  { name, displayName, assignable, membershipRule }: GroupSketch,
): Group['group'] {
  const createdDateTime = frame.calendar.daysAgo(650)
  return {
    id: groupId(frame, name),
    deletedDateTime: null,
    classification: null,
    createdDateTime,
    creationOptions: [],
    description: null,
    displayName,
    expirationDateTime: null,
    groupTypes: membershipRule ? ['DynamicMembership'] : [],
    isAssignableToRole: assignable ?? null,
    mail: null,
    mailEnabled: false,
    mailNickname: name.toLowerCase(),
    membershipRule: membershipRule ?? null,
    membershipRuleProcessingState: membershipRule ? 'On' : null,
    onPremisesDomainName: null,
    onPremisesLastSyncDateTime: null,
    onPremisesNetBiosName: null,
    onPremisesSamAccountName: null,
    onPremisesSecurityIdentifier: null,
    onPremisesSyncEnabled: null,
    preferredDataLocation: null,
    preferredLanguage: null,
    proxyAddresses: [],
    renewedDateTime: createdDateTime,
    resourceBehaviorOptions: [],
    resourceProvisioningOptions: [],
    securityEnabled: true,
    securityIdentifier: null,
    theme: null,
    visibility: null,
    onPremisesProvisioningErrors: [],
    serviceProvisioningErrors: [],
  }
}
