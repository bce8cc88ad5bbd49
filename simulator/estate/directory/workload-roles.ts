import type { Frame } from '../frame.ts'
import type { Item } from '../types.ts'

/** Roles that live outside the directory: Exchange (beta) and Intune keep their own (identity reference, section b.1). */
export function exchangeRoles(frame: Frame, holders: Readonly<Record<string, string>>) {
  const names = ['Organization Management', 'View-Only Organization Management', 'Mail Recipients']
  const definitions = names.map((displayName) => ({
    id: frame.id(`exchange/${displayName}`),
    description: `Exchange role ${displayName}.`,
    displayName,
    isBuiltIn: true,
    isEnabled: true,
    version: '0.12 (14.0.451.0)',
    rolePermissions: [{ allowedResourceActions: ['(Microsoft.Exchange.Management) Get-Mailbox'] }],
  }))
  return {
    exchangeRoleDefinitions: definitions,
    exchangeRoleAssignments: Object.entries(holders).map(([role, principal]) => ({
      id: frame.id(`exchange-assignment/${role}/${principal}`),
      // Exchange writes the kind in front of the id, unlike every other provider.
      principalId: principal,
      roleDefinitionId: frame.id(`exchange/${role}`),
      directoryScopeId: '/',
      appScopeId: null,
    })),
  }
}

export function intuneRoles(frame: Frame, holders: Readonly<Record<string, readonly string[]>>) {
  const names = ['Intune Role Administrator', 'Help Desk Operator', 'Read Only Operator']
  const definitions: Item[] = names.map((displayName) => ({
    '@odata.type': '#microsoft.graph.deviceAndAppManagementRoleDefinition',
    id: frame.id(`intune/${displayName}`),
    displayName,
    description: `Intune role ${displayName}.`,
    isBuiltIn: true,
    rolePermissions: [
      {
        resourceActions: [
          {
            allowedResourceActions: ['Microsoft.Intune_ManagedDevices_Read'],
            notAllowedResourceActions: [],
          },
        ],
      },
    ],
  }))
  const assignments: Item[] = Object.entries(holders).map(([role, members]) => ({
    id: frame.id(`intune-assignment/${role}`),
    displayName: `${role} assignment`,
    description: '',
    resourceScopes: [],
    members,
    roleDefinition: definitions.find(({ displayName }) => displayName === role) ?? null,
  }))
  return { intuneRoleDefinitions: definitions, intuneRoleAssignments: assignments }
}
