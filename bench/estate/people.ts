/** Accounts, groups within groups and who is in them, as Graph gives them. */
import type { GroupMembers } from '#model/records/group-members.ts'
import type { User } from '#model/records/users.ts'
import type { Chance } from './random.ts'

const GUESTS = 0.08
const OWN_DOMAIN = 'contoso.example'

/** One account in twelve is a guest of another tenant. */
export function accountOf(id: string, index: number, chance: Chance): User {
  const isGuest = chance.next() < GUESTS
  const name = `person${index}`
  const userPrincipalName = isGuest ? `${name}_fabrikam.example#EXT#@${OWN_DOMAIN}` : `${name}@${OWN_DOMAIN}`
  const own = { signInType: 'userPrincipalName', issuer: OWN_DOMAIN, issuerAssignedId: userPrincipalName }
  const federated = { signInType: 'federated', issuer: 'ExternalAzureAD' }
  return {
    id,
    displayName: `Person ${index}`,
    userPrincipalName,
    mail: `${name}@${isGuest ? 'fabrikam.example' : OWN_DOMAIN}`,
    accountEnabled: index % 50 !== 0,
    userType: isGuest ? 'Guest' : 'Member',
    creationType: isGuest ? 'Invitation' : null,
    externalUserState: isGuest ? 'Accepted' : null,
    createdDateTime: '2021-03-04T05:06:07Z',
    onPremisesSyncEnabled: index % 3 === 0 ? true : null,
    identities: isGuest ? [federated, own] : [own],
  }
}

/** Groups by number: who is directly in them, and which groups are. Low numbers are large and hold others. */
export interface Nesting {
  readonly people: readonly number[][]
  readonly groups: readonly number[][]
}

/** Each account is in two to seven groups; two groups in five are in one or two others, without a circle. */
export function nestingOf(accounts: number, groups: number, chance: Chance): Nesting {
  const people = Array.from({ length: groups }, (): number[] => [])
  const nested = Array.from({ length: groups }, (): number[] => [])
  for (let group = 1; group < groups; group += 1) {
    if (chance.next() >= 0.4) continue
    for (const parent of chance.many(1 + chance.below(2), () => chance.below(group)))
      nested[parent]?.push(group)
  }
  for (let account = 0; account < accounts; account += 1) {
    for (const group of chance.many(2 + chance.below(6), () =>
      Math.floor(chance.next() * chance.next() * groups),
    ))
      people[group]?.push(account)
  }
  return { people, groups: nested }
}

/** The named groups and all that are in them, however deep. */
export function withNested(named: readonly number[], { groups }: Nesting): readonly number[] {
  const reached = new Set(named)
  for (const group of reached) for (const inner of groups[group] ?? []) reached.add(inner)
  return [...reached]
}

/** As a collection slices them. */
const MEMBERS_PER_SLICE = 128

/** The rows of one group. */
export function rowsOf(
  groupId: string,
  people: readonly string[],
  groups: readonly string[],
): GroupMembers[] {
  const members = [
    ...people.map((id) => ({ id, '@odata.type': '#microsoft.graph.user' })),
    ...groups.map((id) => ({ id, '@odata.type': '#microsoft.graph.group' })),
  ]
  const slices = Math.max(1, Math.ceil(members.length / MEMBERS_PER_SLICE))
  return Array.from({ length: slices }, (_, slice) => ({
    groupId,
    part: 0,
    slice,
    slices,
    last: true,
    members: members.slice(slice * MEMBERS_PER_SLICE, (slice + 1) * MEMBERS_PER_SLICE),
  }))
}
