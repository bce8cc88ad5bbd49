/** What partners and everybody else leave in the logs of the random tenants. */
import {
  aDirectoryAudit,
  anAccount,
  anAuditRecord,
  aSignIn,
  CONTOSO,
  daysAgo,
  madeUpName,
} from '../../builders/index.ts'
import type { Row } from './estate.ts'

const MICROSOFT = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

/** What no provider did: own people, guests of nobody in particular, Microsoft's support, a wrong password. */
export function ordinaryEvents(): readonly Pick<Row, 'dataset' | 'record'>[] {
  const stranger = '99999999-9999-4999-8999-999999999999'
  const own = { userPrincipalName: 'ada@contoso.example', homeTenantId: CONTOSO }
  const signIns = [
    aSignIn({ id: 'own', ...own, userId: 'ada', crossTenantAccessType: 'none' }),
    aSignIn({ id: 'guest', homeTenantId: stranger, crossTenantAccessType: 'b2bCollaboration' }),
    aSignIn({ id: 'support', homeTenantId: MICROSOFT, crossTenantAccessType: 'microsoftSupport' }),
    aSignIn({ id: 'refused', homeTenantId: stranger, status: { errorCode: 50126 } }),
  ]
  return [
    ...signIns.map((record) => ({ dataset: 'signIns' as const, record })),
    { dataset: 'directoryAudits', record: aDirectoryAudit({ id: 'own', initiatedBy: { user: own } }) },
    { dataset: 'unifiedAudit', record: anAuditRecord({ id: 'own', userId: 'ada@contoso.example' }) },
  ]
}

/** The id of an account in the partner's own tenant. */
const personOf = (index: number) => `1000000${index}-0000-4000-8000-000000000000`

/** What a person of a partner left in a log. */
export function eventRowsFor(
  plant: 'signIn' | 'directoryAudit' | 'unifiedAudit' | 'createdAccount',
  index: number,
  homeTenantId: string,
): readonly Row[] {
  const person = personOf(index)
  const initiatedBy = { user: { id: person, userPrincipalName: madeUpName(person), homeTenantId } }
  switch (plant) {
    case 'signIn': {
      const crossTenantAccessType = index % 2 === 0 ? 'serviceProvider' : 'b2bCollaboration,serviceProvider'
      const record = aSignIn({ id: `signed-${index}`, userId: person, homeTenantId, crossTenantAccessType })
      return [{ dataset: 'signIns', record, channel: 'signIn', id: record.id }]
    }
    case 'directoryAudit': {
      const record = aDirectoryAudit({ id: `changed-${index}`, initiatedBy })
      return [{ dataset: 'directoryAudits', record, channel: 'audit', id: record.id }]
    }
    case 'unifiedAudit': {
      const userId = `contoso.onmicrosoft.com\\tenant: ${homeTenantId}, object: ${person}`
      const record = anAuditRecord({ id: `unified-${index}`, userId, creationTime: daysAgo(index + 1) })
      return [{ dataset: 'unifiedAudit', record, channel: 'audit', id: record.id }]
    }
    default: {
      const id = `made-${index}`
      const record = aDirectoryAudit({
        id: `making-${index}`,
        activityDisplayName: 'Add user ',
        initiatedBy,
        targetResources: [{ id, type: 'User', userPrincipalName: `${id}@contoso.example` }],
      })
      return [
        { dataset: 'directoryAudits', record, channel: 'audit', id: record.id },
        { dataset: 'users', record: anAccount(id), channel: 'localAccount', id },
      ]
    }
  }
}
