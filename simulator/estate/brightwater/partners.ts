import type { Frame } from '../frame.ts'
import type { ForeignGroup, Tenant } from '../types.ts'

/** The companies around Brightwater Foods: one partner at work, one that everybody forgot, one sister. */
export interface Neighbours {
  readonly northgate: Tenant
  readonly cobalt: Tenant
  readonly sister: Tenant
  readonly northgateDesk: ForeignGroup
  readonly cobaltAdmins: ForeignGroup
}

export function neighbours(frame: Frame): Neighbours {
  const northgate = tenant(frame, 'Northgate Managed IT', 'northgate-it.example')
  const cobalt = tenant(frame, 'Cobalt Cloud Resale', 'cobaltcloud.example')
  return {
    northgate,
    cobalt,
    sister: tenant(frame, 'Brightwater Seafood', 'sistercompany.example'),
    // Whether the customer can read the name of a partner's group is not documented: one has it, one does not.
    northgateDesk: foreignGroup(frame, northgate, 'NG Service Desk'),
    cobaltAdmins: foreignGroup(frame, cobalt, null),
  }
}

export function tenant(frame: Frame, displayName: string, defaultDomainName: string): Tenant {
  return { tenantId: frame.id(`tenant/${displayName}`), displayName, defaultDomainName }
}

export function foreignGroup(frame: Frame, home: Tenant, displayName: string | null): ForeignGroup {
  return { id: frame.id(`foreign-group/${home.displayName}`), organizationId: home.tenantId, displayName }
}
