import { directoryAudit, madeUpName, outsider, signIn } from '../directory/logs.ts'
import type { Frame } from '../frame.ts'
import type { Item } from '../types.ts'
import type { Neighbours } from './partners.ts'

/** A tenant of Microsoft's own, from which its support works. */
const MICROSOFT = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

interface Logs {
  readonly signIns: Item[]
  readonly directoryAudits: Item[]
}

/** Two people of Northgate at work, what only looks like a partner, and what the people here did themselves. */
export function logs(frame: Frame, around: Neighbours, user: (name: string) => string): Logs {
  return { signIns: signIns(frame, around, user), directoryAudits: directoryAudits(frame, around, user) }
}

function signIns(frame: Frame, around: Neighbours, user: (name: string) => string): Item[] {
  const from = (name: string, home = around.northgate) => {
    const who = outsider(frame, home, name)
    return { id: who.id, userPrincipalName: madeUpName(frame, who), homeTenantId: home.tenantId }
  }
  const desk = from('service desk')
  const own = {
    id: user('dedicatedAdmin'),
    userPrincipalName: `admin@${frame.company.domain}`,
    homeTenantId: frame.tenant.tenantId,
  }
  const rows = [
    { who: desk, daysAgo: 0.5, accessType: 'serviceProvider' },
    { who: desk, daysAgo: 1.25, accessType: 'b2bCollaboration,serviceProvider', interactive: false },
    { who: desk, daysAgo: 3, accessType: 'serviceProvider', interactive: false, app: 'exchange' },
    { who: from('engineer'), daysAgo: 5.5, accessType: 'serviceProvider', interactive: false },
    // Older than the week that is asked for.
    { who: from('engineer'), daysAgo: 12, accessType: 'serviceProvider', app: 'partnerCenter' },
    // A wrong password proves no access.
    { who: from('seller', around.cobalt), daysAgo: 2, accessType: 'serviceProvider', errorCode: 50126 },
    {
      who: { id: frame.id('outsider/microsoft'), userPrincipalName: 'support', homeTenantId: MICROSOFT },
      daysAgo: 2.5,
      accessType: 'microsoftSupport',
    },
    { who: own, daysAgo: 0.25, accessType: 'none' },
    { who: own, daysAgo: 4, accessType: 'none', interactive: false },
    {
      who: own,
      daysAgo: 1.5,
      accessType: 'b2bCollaboration',
      resourceTenantId: around.sister.tenantId,
    },
  ] as const
  return rows.map((row) => signIn(frame, row))
}

function directoryAudits(frame: Frame, around: Neighbours, user: (name: string) => string): Item[] {
  const desk = outsider(frame, around.northgate, 'service desk')
  const own = { id: user('dedicatedAdmin'), userPrincipalName: `admin@${frame.company.domain}` }
  const target = (name: string, local: string) => ({
    id: user(name),
    userPrincipalName: `${local}@${frame.company.domain}`,
  })
  const rows = [
    {
      activity: 'Add user',
      category: 'UserManagement',
      operation: 'Add',
      daysAgo: 2,
      by: desk,
      target: target('partnerLocalAccount', 'support-northgate'),
    },
    {
      activity: 'Add member to role',
      category: 'RoleManagement',
      operation: 'Assign',
      daysAgo: 1.9,
      by: desk,
      target: target('partnerLocalAccount', 'support-northgate'),
    },
    {
      activity: 'Update user',
      category: 'UserManagement',
      operation: 'Update',
      daysAgo: 1,
      by: own,
      target: target('sharedAdmin', 'admin'),
    },
    {
      activity: 'Add user',
      category: 'UserManagement',
      operation: 'Add',
      daysAgo: 6,
      by: own,
      target: target('registeredNotEnforced', 'newcomer'),
    },
  ] as const
  return rows.map((row) => directoryAudit(frame, row))
}
