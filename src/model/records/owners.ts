import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'
import { directoryObject, withIdAs } from './directory-object.ts'

const owners = z.array(directoryObject)

/** Who owns an application. An owner may add a credential to it, and then be it. */
export const applicationOwners = defineDataset({
  name: 'applicationOwners',
  title: 'Owners of the applications that hold credentials, app roles or directory roles',
  key: ['applicationId'],
  prepare: withIdAs('applicationId'),
  record: z.object({ applicationId: z.string(), owners }),
})
export type ApplicationOwners = RecordOf<typeof applicationOwners>

/** Who owns a service principal: as powerful as who owns its application. */
export const servicePrincipalOwners = defineDataset({
  name: 'servicePrincipalOwners',
  title: 'Owners of the service principals that hold credentials, app roles or directory roles',
  key: ['servicePrincipalId'],
  prepare: withIdAs('servicePrincipalId'),
  record: z.object({ servicePrincipalId: z.string(), owners }),
})
export type ServicePrincipalOwners = RecordOf<typeof servicePrincipalOwners>

/**
 * Who owns a group, and so may put anybody in. `notFound`: the group answers 404, which is how the group of a
 * partner's tenant looks from here (identity.md §0.1 fact 2); its owners are unknown, not none.
 */
export const groupOwners = defineDataset({
  name: 'groupOwners',
  title: 'Owners of role-assignable groups and of the groups that policies or roles name',
  key: ['groupId'],
  prepare: withIdAs('groupId'),
  record: z.object({ groupId: z.string(), notFound: z.boolean().nullish(), owners }),
})
export type GroupOwners = RecordOf<typeof groupOwners>
