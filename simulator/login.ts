import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { CloudState } from './state.ts'

interface Refusal {
  readonly status: 400 | 401
  readonly error: string
  readonly code: number
  readonly message: string
}

/** `POST /{tenant}/oauth2/v2.0/token`: the client credentials flow, and refusals in the words of Entra ID. */
export async function issueToken(context: Context, state: CloudState): Promise<Response> {
  const form = new URLSearchParams(await context.req.text())
  const tenant = context.req.param('tenant') ?? ''
  const refusal = findRefusal(tenant, form, state)
  if (refusal) return context.json(refusalBody(refusal, state.clock()), refusal.status)
  const audience = (form.get('scope') ?? '').slice(0, -'/.default'.length)
  const seconds = state.settings.tokenSeconds
  const access_token = state.mint.sign(claimsFor(audience, seconds, state))
  return context.json({ token_type: 'Bearer', expires_in: seconds, ext_expires_in: seconds, access_token })
}

function claimsFor(aud: string, seconds: number, state: CloudState) {
  const now = Math.floor(state.clock() / 1000)
  const { tenantId } = state.estate.tenant
  const who = { appid: state.clientId, tid: tenantId, roles: state.settings.grantedPermissions }
  return { aud, iss: `https://sts.windows.net/${tenantId}/`, iat: now, nbf: now, exp: now + seconds, ...who }
}

function findRefusal(tenant: string, form: URLSearchParams, state: CloudState): Refusal | undefined {
  const { tenantId, defaultDomainName } = state.estate.tenant
  if (![tenantId, defaultDomainName].includes(tenant.toLowerCase())) return tenantNotFound(tenant)
  if (form.get('grant_type') !== 'client_credentials') return unsupportedGrant(form.get('grant_type'))
  const client = form.get('client_id') ?? ''
  if (client !== state.clientId) return applicationNotFound(client, state)
  if (form.get('client_secret') !== state.clientSecret) return wrongSecret(client)
  return (form.get('scope') ?? '').endsWith('/.default') ? undefined : wrongScope(form.get('scope'))
}

function tenantNotFound(tenant: string): Refusal {
  const message = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`
  return { status: 400, error: 'invalid_request', code: 90002, message }
}

function unsupportedGrant(grant: string | null): Refusal {
  const message = `The app requested an unsupported grant type '${grant ?? ''}'.`
  return { status: 400, error: 'unsupported_grant_type', code: 70003, message }
}

function applicationNotFound(client: string, { estate }: CloudState): Refusal {
  const message = `Application with identifier '${client}' was not found in the directory '${estate.tenant.displayName}'.`
  return { status: 400, error: 'unauthorized_client', code: 700016, message }
}

function wrongSecret(client: string): Refusal {
  const message = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${client}'.`
  return { status: 401, error: 'invalid_client', code: 7000215, message }
}

function wrongScope(scope: string | null): Refusal {
  const message = `The provided value for the input parameter 'scope' is not valid. The scope ${scope ?? ''} is not valid.`
  return { status: 400, error: 'invalid_scope', code: 70011, message }
}

function refusalBody({ error, code, message }: Refusal, now: number): object {
  const trace_id = randomUUID()
  const correlation_id = randomUUID()
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`
  const error_description = `AADSTS${code}: ${message} Trace ID: ${trace_id} Correlation ID: ${correlation_id} Timestamp: ${timestamp}`
  return { error, error_description, error_codes: [code], timestamp, trace_id, correlation_id }
}
