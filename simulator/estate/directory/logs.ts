import type { Frame } from '../frame.ts'
import type { Item, Tenant } from '../types.ts'

/** Somebody whose account is in another tenant; logs here know the id and make up a name. */
export interface Outsider {
  readonly id: string
  readonly home: Pick<Tenant, 'tenantId'>
}

/** A person of another company, by a name that nobody here sees. */
export function outsider(frame: Frame, home: Tenant, name: string): Outsider {
  return { id: frame.id(`outsider/${home.displayName}/${name}`), home }
}

/** The name that logs make up for somebody of a service provider (identity reference, section f.2). */
export function madeUpName({ initialDomain }: Frame, { id }: Outsider): string {
  return `user_${id.replaceAll('-', '')}@${initialDomain}`
}

export interface SignInSketch {
  readonly who: { readonly id: string; readonly userPrincipalName: string; readonly homeTenantId: string }
  readonly daysAgo: number
  /** Members of the flags enumeration, apart by commas. */
  readonly accessType: string
  readonly interactive?: boolean
  readonly app?: 'portal' | 'partnerCenter' | 'exchange'
  readonly errorCode?: number
  readonly resourceTenantId?: string
}

const apps = {
  portal: { appId: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c', appDisplayName: 'Azure Portal' },
  partnerCenter: {
    appId: 'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd',
    appDisplayName: 'Microsoft Partner Center',
  },
  exchange: { appId: 'fb78d390-0c51-40cd-8e17-fdbfab77341b', appDisplayName: 'Microsoft Exchange REST API' },
} as const

/** One row of the sign-in log; of what the reference describes, the part that an investigator reads first. */
export function signIn(frame: Frame, sketch: SignInSketch): Item {
  const { who, daysAgo, accessType, interactive = true, app = 'portal', errorCode = 0 } = sketch
  const name = `sign-in/${who.id}/${daysAgo}/${app}`
  return {
    id: frame.id(name),
    createdDateTime: frame.calendar.daysAgo(daysAgo),
    userDisplayName: who.userPrincipalName.split('@')[0],
    userPrincipalName: who.userPrincipalName,
    userId: who.id,
    userType: who.homeTenantId === frame.tenant.tenantId ? 'member' : 'guest',
    ...apps[app],
    appOwnerTenantId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    resourceId: '00000003-0000-0000-c000-000000000000',
    resourceDisplayName: 'Microsoft Graph',
    resourceTenantId: sketch.resourceTenantId ?? frame.tenant.tenantId,
    homeTenantId: who.homeTenantId,
    homeTenantName: '',
    crossTenantAccessType: accessType,
    signInEventTypes: [interactive ? 'interactiveUser' : 'nonInteractiveUser'],
    isInteractive: interactive,
    clientAppUsed: interactive ? 'Browser' : 'Mobile Apps and Desktop clients',
    authenticationRequirement: 'multiFactorAuthentication',
    authenticationProtocol: 'none',
    conditionalAccessStatus: 'notApplied',
    appliedConditionalAccessPolicies: [],
    correlationId: frame.id(`${name}/correlation`),
    ipAddress: '203.0.113.24',
    location: { city: 'Leeds', state: 'Leeds', countryOrRegion: 'GB' },
    userAgent: 'Mozilla/5.0',
    status: {
      errorCode,
      failureReason: errorCode === 0 ? 'Other.' : 'Invalid username or password.',
      additionalDetails: '',
    },
  }
}

export interface AuditSketch {
  readonly activity: string
  readonly category: string
  readonly operation: 'Add' | 'Update' | 'Delete' | 'Assign'
  readonly daysAgo: number
  readonly by: Outsider | { readonly id: string; readonly userPrincipalName: string }
  readonly target: { readonly id: string; readonly userPrincipalName: string }
}

/** One row of the directory's audit log; beta says where the actor is at home. */
export function directoryAudit(frame: Frame, sketch: AuditSketch): Item {
  const { activity, category, operation, daysAgo, by, target } = sketch
  const correlationId = frame.id(`audit/${activity}/${by.id}/${daysAgo}`)
  const isOwn = 'userPrincipalName' in by
  return {
    id: `Directory_${correlationId}_${frame.id(`audit/${target.id}/${daysAgo}`).slice(0, 8).toUpperCase()}`,
    activityDateTime: frame.calendar.daysAgo(daysAgo),
    activityDisplayName: activity,
    category,
    correlationId,
    loggedByService: 'Core Directory',
    operationType: operation,
    result: 'success',
    resultReason: '',
    initiatedBy: {
      user: {
        id: by.id,
        displayName: '',
        userPrincipalName: isOwn ? by.userPrincipalName : madeUpName(frame, by),
        ipAddress: '203.0.113.24',
        homeTenantId: isOwn ? frame.tenant.tenantId : by.home.tenantId,
        homeTenantName: '',
      },
    },
    targetResources: [
      {
        id: target.id,
        displayName: target.userPrincipalName.split('@')[0],
        type: 'User',
        userPrincipalName: target.userPrincipalName,
        modifiedProperties: [{ displayName: 'AccountEnabled', oldValue: '[]', newValue: '[true]' }],
      },
    ],
    additionalDetails: [{ key: 'User-Agent', value: 'Mozilla/5.0' }],
  }
}
