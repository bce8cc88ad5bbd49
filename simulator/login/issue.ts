import { createHash } from 'node:crypto'
import type { CloudState } from '../state.ts'
import { consentMissing, unknownResource, wrongScope } from './refusals.ts'
import { resourceOf } from './resources.ts'

const oidcScopes = ['openid', 'profile', 'email', 'offline_access']

/** The resource in `https://graph.microsoft.com/.default`. */
export function audienceOf(scope: string, { estate }: CloudState): string {
  if (!scope.endsWith('/.default')) throw wrongScope(scope)
  const audience = scope.slice(0, -'/.default'.length)
  if (resourceOf(audience) === undefined) throw unknownResource(audience, estate.tenant.displayName)
  return audience
}

/** The token of an application: `roles` for Graph, none for Azure, whose roles are asked at every request. */
export function applicationToken(aud: string, state: CloudState, appid = state.clientId): string {
  const seconds = state.settings.tokenSeconds
  return state.mint.sign({ ...lifetime(aud, seconds, state), appid, idtyp: 'app', ...rolesFor(aud, state) })
}

/** Each service sees its own permissions; whoever asks for all of them at once gets all of them. */
function rolesFor(aud: string, { settings }: CloudState): { readonly roles?: readonly string[] } {
  const resource = resourceOf(aud)
  if (resource === 'arm') return {}
  return { roles: resource === 'office' ? settings.officePermissions : settings.grantedPermissions }
}

function lifetime(aud: string, seconds: number, state: CloudState) {
  const now = Math.floor(state.clock() / 1000)
  const { tenantId } = state.estate.tenant
  return {
    aud,
    iss: `https://sts.windows.net/${tenantId}/`,
    iat: now,
    nbf: now,
    exp: now + seconds,
    tid: tenantId,
  }
}

/** The person who is signed in already, in whatever browser opens. */
export function person({ estate, settings }: CloudState) {
  const id = estate.situations[settings.signInAs] ?? settings.signInAs
  const account = estate.accounts.find(id)
  if (!account) throw new Error(`nobody called ${settings.signInAs} can sign in here`)
  return account.user
}

/** The answer to a person's sign-in: an access token with `scp` and `wids`, and what else the scopes ask for. */
export function personAnswer(scope: string, nonce: string | undefined, state: CloudState): object {
  const user = person(state)
  const asked = scope.split(' ').filter(Boolean)
  const audience = resourceAsked(asked, state)
  const seconds = state.settings.tokenSeconds
  const who = { appid: state.clientId, oid: user.id, upn: user.userPrincipalName, idtyp: 'user' } as const
  const isAzure = resourceOf(audience) === 'arm'
  if (isAzure && !state.settings.azureDelegated) throw consentMissing(state.clientId)
  // Azure knows one delegated permission; what it opens is a matter of the person's Azure roles.
  const scp = isAzure ? 'user_impersonation' : state.settings.grantedPermissions.join(' ')
  const claims = { ...lifetime(audience, seconds, state), ...who, scp, wids: rolesOf(user.id, state) }
  return {
    token_type: 'Bearer',
    scope: asked.join(' '),
    expires_in: seconds,
    ext_expires_in: seconds,
    access_token: state.mint.sign(claims),
    ...(asked.includes('offline_access') ? { refresh_token: state.pending.refreshToken(scope) } : {}),
    ...(asked.includes('openid') ? { id_token: idToken(user, nonce, state) } : {}),
    client_info: base64Json({ uid: user.id, utid: state.estate.tenant.tenantId }),
  }
}

/** The service behind the first scope that is not of sign-in itself; a bare name such as `User.Read` means Graph. */
function resourceAsked(scopes: readonly string[], { estate }: CloudState): string {
  const wanted = scopes.find((name) => !oidcScopes.includes(name)) ?? ''
  const resource = wanted.slice(0, Math.max(0, wanted.lastIndexOf('/')))
  if (resource === '') return 'https://graph.microsoft.com'
  if (resourceOf(resource) === undefined) throw unknownResource(resource, estate.tenant.displayName)
  return resource
}

function rolesOf(id: string, { estate }: CloudState): readonly string[] {
  const held = estate.roleAssignments.filter(
    ({ principalId, directoryScopeId }) => principalId === id && directoryScopeId === '/',
  )
  return held.map(({ roleDefinitionId }) => roleDefinitionId)
}

function idToken(
  user: { readonly id: string; readonly displayName: string; readonly userPrincipalName: string },
  nonce: string | undefined,
  state: CloudState,
): string {
  const { tenantId } = state.estate.tenant
  return state.signingKey.sign({
    ...lifetime(state.clientId, state.settings.tokenSeconds, state),
    iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
    name: user.displayName,
    preferred_username: user.userPrincipalName,
    oid: user.id,
    sub: createHash('sha256').update(user.id).digest('base64url'),
    ver: '2.0',
    ...(nonce === undefined ? {} : { nonce }),
  })
}

function base64Json(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
