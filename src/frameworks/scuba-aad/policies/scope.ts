/** To whom and to what a policy applies, and what its exclusions leave open. */
import type { DeclaredExclusion, ExclusionKind } from '#model/exclusions.ts'
import type { ConditionalAccessPolicy } from '#model/records/conditional-access-policies.ts'
import { counted } from '#model/text/words.ts'
import { holds, same, textsIn } from './conditions.ts'

/** Declared exclusions of one requirement, by kind. */
export type Excused = (kind: ExclusionKind, subject: string) => boolean

/** Who may be left out in the name of a requirement. */
export function excusedFor(requirement: string, exclusions: readonly DeclaredExclusion[]): Excused {
  const own = exclusions.filter((one) => one.requirement === requirement && one.from === 'conditionalAccess')
  return (kind, subject) => own.some((one) => one.kind === kind && same(one.subject, subject))
}

/** Why the policy does not reach all users. */
export function usersLeftOut(policy: ConditionalAccessPolicy): readonly string[] {
  return holds(policy.conditions?.users?.includeUsers, 'All') ? [] : ['it does not include all users']
}

/** Why the policy does not reach all resources. An authentication context or a user action is no resource. */
export function resourcesLeftOut(policy: ConditionalAccessPolicy, excused: Excused): readonly string[] {
  const { includeApplications, excludeApplications, applicationFilter } =
    policy.conditions?.applications ?? {}
  return [
    ...(holds(includeApplications, 'All') ? [] : ['it does not include all resources']),
    ...undeclared('application', textsIn(excludeApplications), excused),
    ...(applicationFilter ? ['it filters resources by their attributes'] : []),
  ]
}

/** Whom its exclusions leave out without a declaration. Roles cannot be declared. */
export function peopleExcluded(policy: ConditionalAccessPolicy, excused: Excused): readonly string[] {
  const { excludeUsers, excludeGroups, excludeRoles, excludeGuestsOrExternalUsers } =
    policy.conditions?.users ?? {}
  const roles = textsIn(excludeRoles).length
  return [
    ...(roles > 0 ? [`it excludes ${counted(roles, 'role')}`] : []),
    ...undeclared('user', textsIn(excludeUsers), excused),
    ...undeclared('group', textsIn(excludeGroups), excused),
    ...undeclared('guestType', textsIn(excludeGuestsOrExternalUsers?.guestOrExternalUserTypes), excused),
  ]
}

const KIND_WORDS: Readonly<Record<ExclusionKind, string>> = {
  user: 'user',
  group: 'group',
  application: 'application',
  guestType: 'type of guests',
}

function undeclared(kind: ExclusionKind, subjects: readonly string[], excused: Excused): readonly string[] {
  return subjects
    .filter((subject) => subject !== '' && subject !== 'none' && !excused(kind, subject))
    .map((subject) => `it excludes the ${KIND_WORDS[kind]} ${subject}, which is not declared`)
}
