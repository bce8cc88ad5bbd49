import type { RoleAssignment } from '#model/records/role-assignments.ts'
import type { RoleDefinition } from '#model/records/role-definitions.ts'
import type { Dice } from './dice.ts'
import {
  CUSTOM_ROLE,
  GLOBAL_ADMINISTRATOR,
  GLOBAL_READER,
  GROUPS,
  OWN_TENANT,
  PARTNER_TENANT,
  ROLES,
  USERS,
} from './random-ids.ts'

/** A definition whose id is not the id of its template. */
const READER_BY_ANOTHER_ID = 'reader-definition'

/** The built-in roles and a custom one; the custom one may even carry the template id of a built-in one. */
export function randomDefinitions(dice: Dice): RoleDefinition[] {
  const builtIn = ROLES.map((id) => ({ id, templateId: id, isBuiltIn: true }))
  const reader = { id: READER_BY_ANOTHER_ID, templateId: GLOBAL_READER, isBuiltIn: true }
  const templateId = dice.chance(0.15) ? GLOBAL_ADMINISTRATOR : CUSTOM_ROLE
  const all = [...builtIn, reader, { id: CUSTOM_ROLE, templateId, isBuiltIn: false }]
  return dice.doubt(0.1) ? dice.some(all, 0.5) : all
}

/** An active assignment to somebody, some group or something, here or only in a part of the tenant. */
export function randomAssignment(id: string, dice: Dice): RoleAssignment {
  const roleDefinitionId = dice.pick([...ROLES, GLOBAL_ADMINISTRATOR, READER_BY_ANOTHER_ID, CUSTOM_ROLE])
  return { id, roleDefinitionId, ...randomPrincipal(dice), ...randomScope(dice) }
}

type Principal = Pick<RoleAssignment, 'principalId' | 'principal' | 'principalOrganizationId'>

function randomPrincipal(dice: Dice): Principal {
  if (dice.doubt(0.1)) return { principalId: 'nobody-knows-who' }
  const of = dice.weighted([
    [55, person],
    [35, ownGroup],
    [5, foreignGroup],
    [5, service],
  ])
  return of(dice)
}

function person(dice: Dice): Principal {
  const principalId = dice.pick(USERS)
  return { principalId, ...dice.pick([{}, { principal: { '@odata.type': '#microsoft.graph.user' } }]) }
}

function ownGroup(dice: Dice): Principal {
  const principal = { '@odata.type': '#microsoft.graph.group' }
  return {
    principalId: dice.pick(GROUPS),
    ...dice.pick([{ principal }, {}]),
    principalOrganizationId: OWN_TENANT,
  }
}

function foreignGroup(dice: Dice): Principal {
  const principal = { '@odata.type': '#microsoft.graph.group', organizationId: PARTNER_TENANT }
  return {
    principalId: 'partner-helpdesk',
    principal,
    ...dice.pick([{ principalOrganizationId: PARTNER_TENANT }, {}]),
  }
}

const service = (): Principal => ({
  principalId: 'a-service',
  principal: { '@odata.type': '#microsoft.graph.servicePrincipal' },
})

function randomScope(dice: Dice): Pick<RoleAssignment, 'directoryScopeId' | 'appScopeId'> {
  if (dice.doubt(0.1)) return {}
  return dice.weighted<Pick<RoleAssignment, 'directoryScopeId' | 'appScopeId'>>([
    [80, { directoryScopeId: '/' }],
    [15, { directoryScopeId: '/administrativeUnits/sales' }],
    [5, { directoryScopeId: '/', appScopeId: '/one-app' }],
  ])
}
