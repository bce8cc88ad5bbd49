import { transitiveMembers } from '../../estate/members.ts'
import type { Estate, User } from '../../estate/types.ts'

/** What the service knows of somebody who signs in. */
export interface Person {
  readonly id: string
  readonly groups: ReadonlySet<string>
  /** Template ids of the active roles for the whole tenant, direct or through a group. */
  readonly roles: ReadonlySet<string>
  /** `none` for a member of the own organisation. */
  readonly guestType: string
}

/** Gathers it from the estate; a group is walked down to its members. */
export function personIn(estate: Estate, user: User): Person {
  const groups = new Set(
    estate.groups.filter((one) => holds(one, user.id, estate)).map(({ group }) => group.id),
  )
  const roles = estate.roleAssignments
    .filter(({ principalId, directoryScopeId }) => {
      const isHeld = principalId === user.id || groups.has(principalId)
      return isHeld && directoryScopeId === '/'
    })
    .map(({ roleDefinitionId }) => roleDefinitionId)
  return { id: user.id, groups, roles: new Set(roles), guestType: guestTypeOf(user) }
}

function holds(group: Estate['groups'][number], userId: string, estate: Estate): boolean {
  const members = transitiveMembers(group, estate)
  for (let position = 0; position < members.length; position += 1)
    if (members.at(position)?.id === userId) return true
  return false
}

function guestTypeOf({ userType, userPrincipalName }: User): string {
  const isFromElsewhere = userPrincipalName.includes('#EXT#')
  if (userType === 'Guest') return isFromElsewhere ? 'b2bCollaborationGuest' : 'internalGuest'
  return isFromElsewhere ? 'b2bCollaborationMember' : 'none'
}
