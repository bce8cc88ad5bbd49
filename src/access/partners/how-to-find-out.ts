import type { Channel } from './sighting.ts'

/** What a reader does to see a channel that was not read, in the reader's words. */
export const howToFindOut: Readonly<Record<Channel, string>> = {
  directoryRole:
    'Grant RoleManagement.Read.Directory and GroupMember.Read.All (keyward connect), or export roleAssignments.',
  tenantGovernance: 'Grant TenantGovernance-Relationship.Read.All (keyward connect).',
  crossTenantAccess:
    'Grant Policy.Read.All (keyward connect), or look at Entra, External Identities, Cross-tenant access settings.',
  azureRole:
    'Give Reader at the root management group (docs/guide/azure.md): Azure leaves out what it does not show, without saying so.',
  lighthouse: 'Give Reader at the root management group, or look at Azure, Service providers.',
  application: 'Grant Application.Read.All and, for consents of users, Directory.Read.All (keyward connect).',
  guest: 'Grant User.Read.All (keyward connect).',
  localAccount: 'Grant User.Read.All (keyward connect).',
  signIn:
    'Sign-in logs need Entra ID P1; then grant AuditLog.Read.All (keyward connect), or save them as signIns.json for --input.',
  audit:
    'Grant AuditLog.Read.All (keyward connect) for directory changes; export the unified audit log for the rest and Azure’s activity log for each subscription, as unifiedAudit.json and activityLog.json for --input.',
  commerce: 'Grant Organization.Read.All, or look at the invoices: who bills Microsoft 365 and Azure?',
  manual:
    'Microsoft has no way for a customer to read relationships. Open admin.microsoft.com, Settings, Partner relationships, and copy the list: keyward partners --register FILE.csv (docs/guide/partners.md).',
}
