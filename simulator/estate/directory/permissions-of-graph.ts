import type { Item } from '../types.ts'

export const graphAppId = '00000003-0000-0000-c000-000000000000'

/** App roles of Microsoft Graph that the estate grants, with the ids Microsoft publishes (identity reference, b.6, g.7). */
export const graphAppRoles = {
  'RoleManagement.ReadWrite.Directory': '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8',
  'AppRoleAssignment.ReadWrite.All': '06b708a9-e830-4db3-a914-8e69da51d44f',
  'Policy.Read.All': '246dd0d5-5bd0-4def-940b-0421030a5b68',
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
  'Directory.Read.All': '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
  'AuditLog.Read.All': 'b0afded3-3588-46d8-8b3d-9842eff778da',
  'Application.Read.All': '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30',
  'MailboxSettings.Read': '40f97065-369a-49f4-947c-6a255697ae91',
} as const

export type GraphAppRole = keyof typeof graphAppRoles

/** The roles as the service principal of Microsoft Graph lists them. */
export function graphRoleList(): Item[] {
  return Object.entries(graphAppRoles).map(([value, id]) => ({
    allowedMemberTypes: ['Application'],
    description: `Allows the app ${value}, without a signed-in user.`,
    displayName: value,
    id,
    isEnabled: true,
    origin: 'Application',
    value,
  }))
}
