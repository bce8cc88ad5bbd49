import type { Accounts } from './accounts.ts'
import type { Frame } from './frame.ts'
import { guid } from './random.ts'
import type { Estate, Group, Member } from './types.ts'

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
    // A copy, because computed members are remembered by it and belong to one estate.
    ...(sketch.share ? { share: { ...sketch.share } } : {}),
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

/** Direct members, the ordinary people among them computed rather than stored. */
export function directMembers({ members, share }: Group, accounts: Accounts): readonly Member[] {
  return share ? [...members, ...ordinaryMembers(share, accounts)] : members
}

// Kept, because a reader of a large group asks for the same list once per page.
const ordinaryBefore = new WeakMap<object, { readonly of: number; readonly members: readonly Member[] }>()

function ordinaryMembers(share: NonNullable<Group['share']>, accounts: Accounts): readonly Member[] {
  const before = ordinaryBefore.get(share)
  if (before?.of === accounts.bulkLength) return before.members
  const members: Member[] = []
  for (let index = share.remainder; index < accounts.bulkLength; index += share.every) {
    members.push({ kind: 'user', id: accounts.idOfOrdinary(index) })
  }
  ordinaryBefore.set(share, { of: accounts.bulkLength, members })
  return members
}

/** All members down through nested groups, each once; groups that contain each other do not loop. */
export function transitiveMembers(
  start: Group,
  estate: Pick<Estate, 'groups' | 'accounts'>,
): readonly Member[] {
  const direct = directMembers(start, estate.accounts)
  if (!direct.some(({ kind }) => kind === 'group')) return direct
  const found = new Map<string, Member>()
  const waiting = [start]
  for (let group = waiting.pop(); group; group = waiting.pop()) {
    for (const member of directMembers(group, estate.accounts)) {
      if (found.has(member.id)) continue
      found.set(member.id, member)
      const nested = member.kind === 'group' && estate.groups.find((one) => one.group.id === member.id)
      if (nested) waiting.push(nested)
    }
  }
  return [...found.values()]
}
