import { aPrivilegedUser, defineRequirementExamples } from '../../../test/builders/index.ts'
import { finerRolesThanGlobalAdministrator } from './7.2-finer-roles-than-global-administrator.ts'

const finer = (id: string) => aPrivilegedUser(id, { roles: ['User Administrator'] })

export const examples = defineRequirementExamples(finerRolesThanGlobalAdministrator, [
  {
    name: 'as many people have finer roles',
    given: { privilegedUsers: [aPrivilegedUser('ada'), aPrivilegedUser('bob'), finer('cy'), finer('dee')] },
    then: 'pass',
  },
  {
    name: 'more people are Global Administrators',
    given: { privilegedUsers: [aPrivilegedUser('ada'), aPrivilegedUser('bob'), finer('cy')] },
    then: 'fail',
    because: /2 people are Global Administrators, 1/,
  },
  {
    name: 'one Global Administrator alone fails MS.AAD.7.1 and so this',
    given: { privilegedUsers: [aPrivilegedUser('ada'), finer('cy'), finer('dee')] },
    then: 'fail',
    because: /Fewer than 2/,
  },
  {
    name: 'the roles of somebody were not read',
    given: { privilegedUsers: [aPrivilegedUser('ada'), aPrivilegedUser('bob'), { id: 'cy' }] },
    then: 'unknown',
    because: /roles of cy/,
  },
])
