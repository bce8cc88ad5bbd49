import { directoryAudit, madeUpName, outsider, signIn } from './directory/logs.ts'
import type { Frame } from './frame.ts'
import type { Item, Tenant } from './types.ts'

/** A partner who looks in now and then, and what the owner did. */
export function smallLogs(
  frame: Frame,
  partner: Tenant,
  user: (name: string) => string,
): { readonly signIns: Item[]; readonly directoryAudits: Item[] } {
  const helper = outsider(frame, partner, 'service desk')
  const who = {
    id: helper.id,
    userPrincipalName: madeUpName(frame, helper),
    homeTenantId: partner.tenantId,
  }
  const owner = { id: user('owner'), userPrincipalName: `rowan.fern@${frame.company.domain}` }
  const target = { id: user('officeManager'), userPrincipalName: `studioadmin@${frame.company.domain}` }
  return {
    signIns: [1, 4].map((daysAgo) =>
      signIn(frame, { who, daysAgo, accessType: 'serviceProvider', interactive: false }),
    ),
    directoryAudits: [2, 3].map((daysAgo) =>
      directoryAudit(frame, {
        activity: 'Add member to role',
        category: 'RoleManagement',
        operation: 'Assign',
        daysAgo,
        by: owner,
        target,
      }),
    ),
  }
}
