import type { Dice } from './dice.ts'
import { CUSTOM_ROLE, GLOBAL_ADMINISTRATOR, GROUPS, inAnyCase, ROLES, USERS } from './random-ids.ts'
import type { GuestConditions, UserConditions } from './tenant.ts'

/** Whom a policy names on one side. */
interface Names {
  readonly users?: string[]
  readonly groups?: string[]
  readonly roles?: string[]
  readonly guests?: GuestConditions
}

/** Everybody most of the time, with some exclusions. */
export function randomUsers(dice: Dice): UserConditions {
  const included = randomNames(dice, [60, 40])
  const excluded = dice.chance(0.35) ? randomNames(dice, [1, 99]) : {}
  return {
    includeUsers: included.users ?? [],
    includeGroups: included.groups ?? [],
    includeRoles: included.roles ?? [],
    includeGuestsOrExternalUsers: included.guests ?? null,
    excludeUsers: excluded.users ?? [],
    excludeGroups: excluded.groups ?? [],
    excludeRoles: excluded.roles ?? [],
    excludeGuestsOrExternalUsers: excluded.guests ?? null,
    ...(dice.doubt(0.04) ? { includeAgents: ['x'] } : {}),
  }
}

/** Weights of "everybody" and of all other ways together. */
function randomNames(dice: Dice, [everybody, others]: readonly [number, number]): Names {
  if (
    dice.weighted([
      [everybody, true],
      [others, false],
    ])
  )
    return { users: ['All'] }
  return dice.weighted<() => Names>([
    [25, () => ({ groups: someGroups(dice) })],
    [20, () => ({ users: inAnyCase(dice.some(USERS, 0.3), dice) })],
    [20, () => ({ roles: someRoles(dice) })],
    [15, () => ({ guests: randomGuests(dice) })],
    [8, () => ({ users: ['GuestsOrExternalUsers'] })],
    [4, () => ({ users: ['None'] })],
    [8, () => ({ users: dice.some(USERS, 0.2), groups: someGroups(dice), roles: someRoles(dice) })],
  ])()
}

const someGroups = (dice: Dice): string[] => inAnyCase(dice.some(GROUPS, 0.3), dice)
const someRoles = (dice: Dice): string[] =>
  inAnyCase(dice.some([...ROLES, GLOBAL_ADMINISTRATOR, CUSTOM_ROLE], 0.3), dice)

const TYPES = [
  'internalGuest',
  'b2bCollaborationGuest',
  'b2bCollaborationMember',
  'b2bDirectConnectUser',
  'otherExternalUser',
  'serviceProvider',
] as const

function randomGuests(dice: Dice): GuestConditions {
  const types = dice.pick([[...TYPES], dice.some(TYPES, 0.5)])
  const later = dice.doubt(0.1) ? ['unknownFutureValue'] : []
  return {
    guestOrExternalUserTypes: [...types, ...later].join(','),
    ...(dice.doubt(0.1) ? ONE_TENANT : dice.pick<GuestConditions>([EVERY_TENANT, {}])),
  }
}

const EVERY_TENANT: GuestConditions = { externalTenants: { membershipKind: 'all' } }
const ONE_TENANT: GuestConditions = {
  externalTenants: { membershipKind: 'enumerated', members: ['a-tenant'] },
}
