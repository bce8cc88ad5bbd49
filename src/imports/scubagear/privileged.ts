/**
 * ScubaGear's two lists of administrators. They say everything about its eight highly privileged roles and nothing
 * about the others: so they are whole as what they are (`privilegedUsers`, `privilegedRoles`), and a part of the
 * datasets that speak of all roles.
 */
import { complete, partial } from '#model/coverage.ts'
import type { ImportedDataset } from '../import.ts'
import { asGraphWrites } from '../pascal-case.ts'
import { imported, listOf, recordsOf, type Section, sectionOf } from './section.ts'

const ONLY_SOME_ROLES = partial('ScubaGear exports its list of highly privileged roles only')
const ONLY_SOME_USERS = partial('ScubaGear exports users with highly privileged roles only')

/** `privileged_users`: by id, with the names of the roles. */
export function privilegedUsers(section: unknown): readonly ImportedDataset[] {
  const people = Object.entries(sectionOf(section)).map(([id, user]) => ({
    id,
    ...(asGraphWrites(user) as object),
  }))
  return [imported('privilegedUsers', people, complete), imported('users', people, ONLY_SOME_USERS)]
}

/** `privileged_roles`: with their active assignments and the rules of activation. */
export function privilegedRoles(section: unknown): readonly ImportedDataset[] {
  const roles = listOf(section)
  return [
    imported('privilegedRoles', roles.map(asWhole), complete),
    imported('roleDefinitions', roles.map(definition), ONLY_SOME_ROLES),
    imported('roleAssignmentScheduleInstances', roles.flatMap(assignments), ONLY_SOME_ROLES),
    imported('roleManagementPolicyAssignments', roles.map(activationRules), ONLY_SOME_ROLES),
  ]
}

function asWhole(role: Section, index: number): object {
  return {
    ...(asGraphWrites(role) as object),
    id: `role-${index + 1}`,
    assignments: recordsOf(role['Assignments'], 'assignment'),
    rules: recordsOf(role['Rules'], 'rule'),
  }
}

function definition(role: Section): object {
  return {
    id: role['RoleTemplateId'],
    templateId: role['RoleTemplateId'],
    displayName: role['DisplayName'],
  }
}

function assignments(role: Section): readonly object[] {
  return recordsOf(role['Assignments'], String(role['RoleTemplateId'])).map((assignment) => ({
    roleDefinitionId: role['RoleTemplateId'],
    ...assignment,
  }))
}

function activationRules(role: Section): object {
  const id = role['RoleTemplateId']
  return { id, roleDefinitionId: id, scopeId: '/', policy: { rules: asGraphWrites(listOf(role['Rules'])) } }
}
