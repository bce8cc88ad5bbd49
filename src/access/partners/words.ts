import type { Channel } from './sighting.ts'

/** The channels in the reader's words. */
export const channelNames: Readonly<Record<Channel, string>> = {
  directoryRole: 'directory roles',
  tenantGovernance: 'tenant governance',
  crossTenantAccess: 'cross-tenant access settings',
  azureRole: 'roles of Azure',
  lighthouse: 'Azure Lighthouse',
  application: 'applications',
  guest: 'guests',
  localAccount: 'accounts of this tenant',
  signIn: 'sign-ins',
  audit: 'changes in the logs',
  commerce: 'orders and billing',
  manual: 'the register kept by hand',
}
