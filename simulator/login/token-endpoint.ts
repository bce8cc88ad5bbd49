import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { CloudState } from '../state.ts'
import { authenticateClient } from './client-authentication.ts'
import { applicationToken, audienceOf, personAnswer } from './issue.ts'
import {
  applicationNotFound,
  codeProblems,
  Refusal,
  refusalBody,
  tenantNotFound,
  unsupportedGrant,
} from './refusals.ts'

/** The name of the standard, and the older one that Microsoft's own library still sends. */
const deviceGrants = ['urn:ietf:params:oauth:grant-type:device_code', 'device_code']

/** `POST /{tenant}/oauth2/v2.0/token`: every grant this cloud knows, and refusals in the words of Entra ID. */
export async function issueToken(context: Context, state: CloudState): Promise<Response> {
  const form = new URLSearchParams(await context.req.text())
  try {
    const url = new URL(context.req.url)
    return context.json(grant(context.req.param('tenant') ?? '', form, url, state))
  } catch (error) {
    return refused(context, error, state)
  }
}

/** Writes a refusal; anything else is a mistake of the simulator's own. */
export function refused(context: Context, error: unknown, state: CloudState): Response {
  if (!(error instanceof Refusal)) throw error
  return context.json(refusalBody(error, state.clock()), error.status)
}

function grant(tenant: string, form: URLSearchParams, url: URL, state: CloudState): object {
  checkTenant(tenant, form, state)
  const type = form.get('grant_type') ?? ''
  if (type === 'client_credentials') return clientCredentials(form, url, state)
  checkClient(form, state)
  if (type === 'authorization_code') return authorizationCode(form, state)
  if (deviceGrants.includes(type)) return deviceCode(form, state)
  if (type === 'refresh_token') return refreshed(form, state)
  throw unsupportedGrant(type)
}

/** `organizations` and `common` find the tenant by the person, so they are of no use to an application. */
export function checkTenant(tenant: string, form: URLSearchParams, { estate }: CloudState): void {
  const { tenantId, defaultDomainName } = estate.tenant
  const names = [tenantId, defaultDomainName]
  const isForPeople = form.get('grant_type') !== 'client_credentials'
  if (isForPeople && ['organizations', 'common'].includes(tenant)) return
  if (!names.includes(tenant.toLowerCase())) throw tenantNotFound(tenant)
}

export function checkClient(form: URLSearchParams, { clientId, estate }: CloudState): void {
  const client = form.get('client_id') ?? ''
  if (client !== clientId && form.get('grant_type') !== 'password')
    throw applicationNotFound(client, estate.tenant.displayName)
}

function clientCredentials(form: URLSearchParams, url: URL, state: CloudState): object {
  const { tenantId } = state.estate.tenant
  const hosts = [url.origin, 'https://login.microsoftonline.com']
  const endpoints = hosts.flatMap((host) => [
    `${host}${url.pathname}`,
    `${host}/${tenantId}/v2.0`,
    `${host}/${tenantId}/oauth2/v2.0/token`,
  ])
  authenticateClient(form, state.registration, endpoints, state.clock() / 1000)
  const access_token = applicationToken(audienceOf(form.get('scope') ?? '', state), state)
  const seconds = state.settings.tokenSeconds
  return { token_type: 'Bearer', expires_in: seconds, ext_expires_in: seconds, access_token }
}

function authorizationCode(form: URLSearchParams, state: CloudState): object {
  const asked = state.pending.redeem(form.get('code') ?? '', state.clock())
  if (form.get('redirect_uri') !== asked.redirectUri) throw codeProblems.redirect()
  const verifier = form.get('code_verifier') ?? ''
  if (createHash('sha256').update(verifier).digest('base64url') !== asked.challenge)
    throw codeProblems.verifier()
  return personAnswer(asked.scope, asked.nonce, state)
}

/** One refresh token opens every resource that the application may use for the person; unsaid, it is the first one's. */
function refreshed(form: URLSearchParams, state: CloudState): object {
  const first = state.pending.refresh(form.get('refresh_token') ?? '')
  return personAnswer(form.get('scope') ?? first, undefined, state)
}

function deviceCode(form: URLSearchParams, state: CloudState): object {
  const { devicePerson } = state.settings
  const code = form.get('device_code') ?? form.get('code') ?? ''
  return personAnswer(state.pending.poll(code, devicePerson, state.clock()), undefined, state)
}
