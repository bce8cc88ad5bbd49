import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { CloudState } from '../state.ts'
import { formPost } from './form-post.ts'
import { deviceCodeSeconds } from './pending.ts'
import { applicationNotFound, codeProblems, Refusal } from './refusals.ts'
import { checkClient, checkTenant, refused } from './token-endpoint.ts'

const loopback = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/

/** `GET /{tenant}/oauth2/v2.0/authorize`: the person is signed in and approves, unless the options say otherwise. */
export function authorize(context: Context, state: CloudState): Response {
  const asked = new URL(context.req.url).searchParams
  const redirectUri = asked.get('redirect_uri') ?? ''
  try {
    checkTenant(context.req.param('tenant') ?? '', asked, state)
    const client = asked.get('client_id') ?? ''
    if (client !== state.clientId) throw applicationNotFound(client, state.estate.tenant.displayName)
    // Nobody is ever sent to an address that is not registered: here, the loopback ones of a public client.
    if (!loopback.test(redirectUri)) throw codeProblems.redirect()
  } catch (error) {
    return refused(context, error, state)
  }
  const answer = new URLSearchParams(outcome(asked, redirectUri, state))
  const given = asked.get('state')
  if (given !== null) answer.set('state', given)
  return sent(context, new URL(redirectUri), answer)
}

/** Hands the outcome over in the way that was asked for; in the query unless said. */
function sent(context: Context, target: URL, answer: URLSearchParams): Response {
  const mode = context.req.query('response_mode') ?? 'query'
  if (mode === 'form_post') return context.html(formPost(target, answer))
  if (mode === 'fragment') target.hash = answer.toString()
  else for (const [name, value] of answer) target.searchParams.set(name, value)
  return context.redirect(target.toString(), 302)
}

function outcome(
  asked: URLSearchParams,
  redirectUri: string,
  state: CloudState,
): Readonly<Record<string, string>> {
  const challenge = asked.get('code_challenge')
  if (asked.get('response_type') !== 'code' || !challenge || asked.get('code_challenge_method') !== 'S256')
    return problem('invalid_request', 'AADSTS9002325: Proof Key for Code Exchange is required.')
  if (!state.settings.personConsents)
    return problem('access_denied', 'AADSTS65004: User declined to consent to access the app.')
  const scope = asked.get('scope') ?? ''
  const nonce = asked.get('nonce') ?? undefined
  const code = state.pending.code({ scope, redirectUri, challenge, nonce }, state.clock())
  return { code, session_state: randomUUID() }
}

function problem(error: string, error_description: string): Readonly<Record<string, string>> {
  return { error, error_description }
}

/** `POST /{tenant}/oauth2/v2.0/devicecode`. */
export async function startDeviceCode(context: Context, state: CloudState): Promise<Response> {
  const form = new URLSearchParams(await context.req.text())
  try {
    checkTenant(context.req.param('tenant') ?? '', form, state)
    checkClient(form, state)
    if (!state.settings.deviceCodeAllowed)
      throw new Refusal('invalid_grant', 53003, 'Access has been blocked by Conditional Access policies.')
  } catch (error) {
    return refused(context, error, state)
  }
  const device_code = state.pending.device(form.get('scope') ?? '', state.clock())
  const user_code = device_code.slice(0, 9).toUpperCase()
  const verification_uri = `${new URL(context.req.url).origin}/devicelogin`
  const message = `To sign in, use a web browser to open the page ${verification_uri} and enter the code ${user_code} to authenticate.`
  return context.json({
    user_code,
    device_code,
    verification_uri,
    expires_in: deviceCodeSeconds,
    interval: 5,
    message,
  })
}
