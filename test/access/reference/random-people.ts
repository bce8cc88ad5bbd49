import type { GroupMembers } from '#model/records/group-members.ts'
import type { PerUserMfaState } from '#model/records/per-user-mfa-states.ts'
import type { User } from '#model/records/users.ts'
import type { Choice, Dice, Weighted } from './dice.ts'
import { GROUPS, inAnyCase, USERS } from './random-ids.ts'

/** Members, guests of every kind, and accounts of which not enough was read to tell. */
export function randomAccount(id: string, dice: Dice): User {
  const kind = dice.doubt(0.15) ? dice.pick(UNDETERMINED) : dice.weighted(KINDS)
  return { id, displayName: id, accountEnabled: !dice.chance(0.1), ...kind(id) }
}

type Kind = (id: string) => Partial<User>

const home = (id: string) => ({
  userPrincipalName: `${id}@contoso.example`,
  identities: [{ signInType: 'userPrincipalName', issuer: 'contoso.example', issuerAssignedId: id }],
})
const elsewhere = (id: string) => ({
  userPrincipalName: `${id}_fabrikam.example#EXT#@contoso.example`,
  identities: [{ signInType: 'federated', issuer: 'ExternalAzureAD' }],
})

const member: Kind = (id) => ({ userType: 'Member', ...home(id) })
const KINDS: Choice<Weighted<Kind>> = [
  [60, member],
  [5, (id) => ({ userType: null, ...home(id) })],
  [18, (id) => ({ userType: 'Guest', creationType: 'Invitation', ...elsewhere(id) })],
  [9, (id) => ({ userType: 'Guest', ...home(id) })],
  [8, (id) => ({ userType: 'Member', ...elsewhere(id) })],
]

const UNDETERMINED: Choice<Kind> = [
  (id) => ({ userType: 'Guest', userPrincipalName: `${id}@contoso.example` }),
  (id) => home(id),
  (id) => elsewhere(id),
  () => ({}),
]

/** The per-user MFA switch; now and then nobody read it. */
export function randomPerUserMfa(userId: string, dice: Dice): PerUserMfaState[] {
  if (dice.doubt(0.15)) return dice.pick([[], [{ userId, perUserMfaState: 'later' }]])
  const perUserMfaState = dice.weighted([
    [70, 'disabled'],
    [10, 'enabled'],
    [20, 'enforced'],
  ])
  return [{ userId, perUserMfaState }]
}

type Member = GroupMembers['members'][number]

const user = (id: string): Member => ({ id, '@odata.type': '#microsoft.graph.user' })
const group = (id: string): Member => ({ id, '@odata.type': '#microsoft.graph.group' })
const service: Member = { id: 'a-service', '@odata.type': '#microsoft.graph.servicePrincipal' }

/** Rows of one group: whole in one piece or in several, deleted, or with something missing. */
export function randomGroup(groupId: string, dice: Dice): GroupMembers[] {
  if (dice.chance(0.1)) return [row(groupId, [], { notFound: true })]
  const members = [
    ...inAnyCase(dice.some(USERS, 0.3), dice).map(user),
    ...dice.some(GROUPS, 0.12).map(group),
    ...dice.some([service], 0.1),
  ]
  const rows = dice.pick([whole, whole, transitive, inParts, inSlices])(groupId, members)
  return dice.doubt(0.3) ? dice.some(rows, 0.5) : rows
}

type Shape = (groupId: string, members: Member[]) => GroupMembers[]

const whole: Shape = (groupId, members) => [row(groupId, members)]
const transitive: Shape = (groupId, members) => [row(groupId, members, { transitive: true })]
const inParts: Shape = (groupId, members) => [
  row(groupId, members.slice(0, 1), { last: false }),
  row(groupId, members.slice(1), { part: 1 }),
]
const inSlices: Shape = (groupId, members) => [
  row(groupId, members.slice(0, 1), { slices: 2 }),
  row(groupId, members.slice(1), { slices: 2, slice: 1 }),
]

function row(groupId: string, members: Member[], changes: Partial<GroupMembers> = {}): GroupMembers {
  return { groupId, part: 0, slice: 0, slices: 1, last: true, members, ...changes }
}
