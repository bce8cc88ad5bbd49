/**
 * Whether somebody from another tenant acted, and whose person it was (logs.md §0.2, §0.3). Told by the record alone:
 * who is whose partner is decided where the register is known.
 */
import { hasAccessType } from '#model/events/access-type.ts'
import { providerActor } from '#model/events/provider-actor.ts'
import { isMicrosoft } from '#model/microsoft-tenants.ts'
import type { Draft } from '../blank.ts'
import type { Reading } from '../reading.ts'
import { fieldsOf, guid, text } from './fields.ts'

const IDENTITY_PROVIDER = 'http://schemas.microsoft.com/identity/claims/identityprovider'
const TENANT_IN_URL = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

/** Fills in the other tenant and whether the record itself speaks of a service provider. */
export function fillForeign(draft: Draft, { record, kind }: Reading): void {
  if (hasAccessType(draft.crossTenant, 'microsoftSupport')) return
  const actor = providerActor(draft.user) ?? providerActor(text(record['UserKey']))
  // The domain and the id beside a made-up name are the customer's; the person is in the name.
  if (actor) draft.userId = actor.objectId
  const isProvider = actor !== undefined || hasAccessType(draft.crossTenant, 'serviceProvider')
  const home = kind === 'azureActivity' ? homeInClaims(record) : guid(actor?.tenantId, draft.actorTenant)
  const own = guid(draft.resourceTenant, draft.tenant)
  // The domain in a made-up name is the customer's, and so is the tenant that some logs write beside it.
  const other = home !== null && home !== own && !isMicrosoft(home) ? home : null
  const isKnownElsewhere = other !== null && own !== null
  if (isMicrosoft(home ?? '') && actor?.tenantId === undefined) return
  if (isProvider) draft.provider = 'true'
  if (isKnownElsewhere || (isProvider && other !== null)) draft.foreignTenant = other
}

/** Azure writes where a person signed in at home as the identity provider of the token. */
function homeInClaims(record: Reading['record']): string | null {
  const claims = fieldsOf(record['claims']) ?? fieldsOf(fieldsOf(record['identity'])?.['claims'])
  const provider = text(claims?.[IDENTITY_PROVIDER] ?? claims?.['idp']) ?? ''
  return guid(
    TENANT_IN_URL.exec(provider)?.[0],
    claims?.['http://schemas.microsoft.com/identity/claims/tenantid'],
    claims?.['tid'],
  )
}
