import type { Context } from 'hono'
import { guid } from '../estate/random.ts'
import type { CloudState } from '../state.ts'
import { applicationToken } from './issue.ts'
import { resourceOf } from './resources.ts'

/** `GET /metadata/identity/oauth2/token`: the instance metadata service of a virtual machine. */
export function machineIdentity(context: Context, state: CloudState): Response {
  if (context.req.header('metadata')?.toLowerCase() !== 'true')
    return problem(context, 'invalid_request', 'Required metadata header not specified')
  // A forwarded request comes from elsewhere than the machine itself.
  if (context.req.header('x-forwarded-for') !== undefined)
    return problem(context, 'invalid_request', 'X-Forwarded-For header is not allowed')
  return answer(context, state)
}

/** The form of App Service and Functions: a secret header instead of a fixed one. */
export function appServiceIdentity(context: Context, state: CloudState): Response {
  if (context.req.header('x-identity-header') !== state.identityHeader)
    return context.json({ statusCode: 401, message: 'The X-IDENTITY-HEADER is missing or wrong.' }, 401)
  return answer(context, state)
}

function answer(context: Context, state: CloudState): Response {
  const resource = context.req.query('resource') ?? ''
  if (context.req.query('api-version') === undefined)
    return problem(context, 'invalid_request', 'Required query variable api-version not specified')
  if (resourceOf(resource) === undefined)
    return problem(
      context,
      'invalid_resource',
      `AADSTS500011: The resource principal named ${resource} was not found.`,
    )
  const client_id = guid('app/functions', state.settings.seed)
  const now = Math.floor(state.clock() / 1000)
  const expires = now + state.settings.tokenSeconds
  return context.json({
    access_token: applicationToken(resource.replace(/\/+$/, ''), state, client_id),
    client_id,
    expires_in: String(state.settings.tokenSeconds),
    expires_on: String(expires),
    ext_expires_in: String(state.settings.tokenSeconds),
    not_before: String(now),
    resource,
    token_type: 'Bearer',
  })
}

function problem(context: Context, error: string, error_description: string): Response {
  return context.json({ error, error_description }, 400)
}
