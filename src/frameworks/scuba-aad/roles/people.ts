/** People with highly privileged roles, out of ScubaGear's list or out of Graph's records. */
import { administration } from '#access/roles/administration.ts'
import type { View } from '#model/control.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { NonEmpty, Outcome } from '#model/outcome.ts'
import type { PrivilegedUser } from '#model/records/privileged-users.ts'
import { type Reading, reading, type Stated } from '../../requirement.ts'
import { GLOBAL_ADMINISTRATOR, highlyPrivilegedRoles } from './highly-privileged.ts'

export interface PrivilegedPerson {
  readonly dataset: 'privilegedUsers' | 'users'
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
}

export interface PrivilegedPeople {
  readonly people: readonly PrivilegedPerson[]
  /** Assignments behind which there may be more of them, each with its role where that is known. */
  readonly open: readonly { readonly role?: string; readonly because: string }[]
}

/** Graph's records that say who holds a role or may activate it. */
export const holderDatasets = [
  'users',
  'roleAssignments',
  'roleEligibilityScheduleInstances',
  'groupMembers',
  'organization',
] as const satisfies readonly DatasetName[]

type HolderView = View<(typeof holderDatasets)[number]>

export const isGlobalAdministrator = ({ roles }: PrivilegedPerson): boolean =>
  roles.includes(GLOBAL_ADMINISTRATOR)

/** As ScubaGear lists them. */
export function listedPeople(users: readonly PrivilegedUser[]): PrivilegedPeople {
  const people = users.map(({ id, displayName, roles }) => ({
    dataset: 'privilegedUsers' as const,
    id,
    name: displayName ?? id,
    roles: roles ?? [],
  }))
  const unread = users.filter(({ roles }) => !roles)
  return { people, open: unread.map(({ id }) => ({ because: `the roles of ${id} were not read` })) }
}

/** As the role assignments, the eligible ones included, lead to them. */
export function peopleBehind(view: HolderView, { tenant }: Stated): PrivilegedPeople {
  const { holders } = administration(view, tenant)
  const names = new Map(view.users.map(({ id, userPrincipalName }) => [id.toLowerCase(), userPrincipalName]))
  const people = [...holders.accounts].map(([id, held]) => ({
    dataset: 'users' as const,
    id,
    name: names.get(id) ?? id,
    roles: held.flatMap(({ grant }) => highlyPrivilegedRoles.get(grant.role.templateId) ?? []),
  }))
  const hidden = [
    ...holders.unresolved.map(({ grant, because }) => ({ grant, because })),
    ...holders.foreign.map((grant) => ({
      grant,
      because: `${grant.role.name} is held from another organisation, by how many people cannot be seen`,
    })),
  ]
  const open = hidden.flatMap(({ grant, because }) => {
    const role = highlyPrivilegedRoles.get(grant.role.templateId)
    return role === undefined ? [] : [{ role, because }]
  })
  return { people: people.filter(({ roles }) => roles.length > 0), open }
}

/** The same judgement on both. */
export function peopleReadings(
  judge: (people: PrivilegedPeople, stated: Stated) => Outcome,
): NonEmpty<Reading> {
  return [
    reading({
      needs: ['privilegedUsers'],
      evaluate: ({ privilegedUsers }, stated) => judge(listedPeople(privilegedUsers), stated),
    }),
    reading({
      needs: holderDatasets,
      emptyWithoutLicence: ['roleEligibilityScheduleInstances'],
      evaluate: (view, stated) => judge(peopleBehind(view, stated), stated),
    }),
  ]
}
