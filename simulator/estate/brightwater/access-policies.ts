import { builtInStrengths, type PolicySketch } from '../conditional-access.ts'
import { roleId } from '../roles.ts'

const mfa = { builtInControls: ['mfa'] }

// The 14 roles of Microsoft's template "Require multifactor authentication for admins" (recorded template list).
const templateRoles = [
  'GlobalAdministrator',
  'SecurityAdministrator',
  'SharePointAdministrator',
  'ExchangeAdministrator',
  'ConditionalAccessAdministrator',
  'HelpdeskAdministrator',
  'BillingAdministrator',
  'UserAdministrator',
  'AuthenticationAdministrator',
  'ApplicationAdministrator',
  'CloudApplicationAdministrator',
  'PasswordAdministrator',
  'PrivilegedAuthenticationAdministrator',
  'PrivilegedRoleAdministrator',
].map(roleId)

/** Conditional Access of Brightwater Foods: busy, and full of gaps. */
export function accessPolicies(
  group: (name: string) => string,
  user: (name: string) => string,
  deletedGroup: string,
): PolicySketch[] {
  return [
    {
      name: 'pilotMfa',
      displayName: 'CA001 Require MFA - pilot',
      state: 'enabled',
      users: { includeGroups: [group('pilot')] },
      grant: mfa,
    },
    {
      name: 'reportOnlyMfa',
      displayName: 'CA002 Require MFA - all users',
      state: 'enabledForReportingButNotEnforced',
      users: {
        includeUsers: ['All'],
        excludeUsers: [user('breakGlassWithKey'), user('breakGlassWithoutKey')],
      },
      grant: mfa,
    },
    {
      name: 'blockLegacy',
      displayName: 'CA003 Block legacy authentication',
      state: 'enabled',
      users: { includeUsers: ['All'], excludeGroups: [group('legacyExclusions')] },
      clientAppTypes: ['exchangeActiveSync', 'other'],
      grant: { builtInControls: ['block'] },
    },
    {
      name: 'adminMfa',
      displayName: 'CA004 Require MFA - administrators',
      state: 'enabled',
      users: { includeRoles: templateRoles, excludeGroups: [group('adminExclusions')] },
      grant: mfa,
    },
    {
      name: 'officeDeviceOrMfa',
      displayName: 'CA005 Office staff - compliant device or MFA',
      state: 'enabled',
      users: { includeGroups: [group('office')], excludeGroups: [deletedGroup] },
      grant: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] },
    },
    {
      name: 'phishingResistantAdmins',
      displayName: 'CA006 Phishing-resistant MFA - Global Administrators',
      state: 'enabled',
      users: {
        includeRoles: [roleId('GlobalAdministrator')],
        excludeUsers: [user('breakGlassWithKey'), user('breakGlassWithoutKey')],
      },
      grant: { authenticationStrength: builtInStrengths.phishingResistant },
    },
    {
      name: 'riskRemediation',
      displayName: 'Microsoft-managed: Require remediation for high-risk users',
      state: 'enabledForReportingButNotEnforced',
      users: { includeUsers: ['All'] },
      conditions: { userRiskLevels: ['high'] },
      // A late member of the enum: reads unknownFutureValue unless the reader asks for such members.
      grant: { builtInControls: ['riskRemediation'] },
    },
    {
      name: 'deviceCode',
      displayName: 'CA007 Block device code flow',
      state: 'disabled',
      users: { includeUsers: ['All'] },
      conditions: { authenticationFlows: { transferMethods: 'deviceCodeFlow' } },
      grant: { builtInControls: ['block'] },
    },
  ]
}
