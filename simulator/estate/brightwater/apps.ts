import { type AppSketch, application, servicePrincipal } from '../directory/applications.ts'
import { appRoleAssignment, delegatedGrant, graphServicePrincipal } from '../directory/grants.ts'
import type { GraphAppRole } from '../directory/permissions-of-graph.ts'
import type { Frame } from '../frame.ts'
import type { Item } from '../types.ts'
import type { Neighbours } from './partners.ts'

interface App extends AppSketch {
  readonly may?: readonly GraphAppRole[]
}

function sketches({ northgate, cobalt }: Neighbours): readonly App[] {
  return [
    {
      name: 'backup',
      displayName: 'Mail Backup Agent',
      secrets: [{ name: 'backup-2021', from: 1500, until: 2000 }],
      may: ['User.Read.All', 'MailboxSettings.Read'],
    },
    {
      name: 'payroll',
      displayName: 'Payroll Export',
      secrets: [{ name: 'payroll', from: 800, until: -70 }],
      certificates: [{ name: 'payroll', from: 60, until: 300 }],
      may: ['Directory.Read.All'],
    },
    {
      name: 'northgatePortal',
      displayName: 'Northgate Portal',
      home: northgate.tenantId,
      audience: 'AzureADMultipleOrgs',
      verifiedPublisher: 'Northgate Managed IT',
      may: ['AuditLog.Read.All', 'Policy.Read.All'],
    },
    {
      // The forgotten partner's application can give itself every role there is.
      name: 'cobaltSync',
      displayName: 'Cobalt Sync',
      home: cobalt.tenantId,
      audience: 'AzureADMultipleOrgs',
      may: ['RoleManagement.ReadWrite.Directory'],
    },
    { name: 'functions', displayName: 'bw-functions', type: 'ManagedIdentity' },
  ]
}

/** The applications of Brightwater Foods: registered here, brought by partners, or made by Azure. */
export function brightwaterApps(frame: Frame, around: Neighbours, user: (name: string) => string) {
  const apps = sketches(around).map((app) => ({ app, principal: servicePrincipal(frame, app) }))
  const own = apps.filter(({ app }) => !app.home && app.type !== 'ManagedIdentity')
  const byName = (name: string): Item => apps.find(({ app }) => app.name === name)?.principal ?? {}
  return {
    servicePrincipals: [...apps.map(({ principal }) => principal), graphServicePrincipal(frame)],
    applications: own.map(({ app }) => application(frame, app)),
    appRoleAssignments: apps.flatMap(({ app, principal }) =>
      (app.may ?? []).map((role) => appRoleAssignment(frame, principal, role)),
    ),
    oauth2PermissionGrants: [
      delegatedGrant(frame, byName('northgatePortal'), 'User.Read Directory.Read.All', null),
      delegatedGrant(frame, byName('payroll'), 'Mail.Read offline_access', user('dailyDriverAdmin')),
    ],
  }
}
