import { isFor } from '../login/resources.ts'
import type { Claims, TokenProblem } from '../login/token.ts'
import type { CloudState } from '../state.ts'
import { ArmError } from './errors.ts'

const problems: Readonly<Record<TokenProblem, readonly [code: string, message: string]>> = {
  empty: ['AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing."],
  malformed: ['InvalidAuthenticationToken', 'The access token is invalid.'],
  signature: ['InvalidAuthenticationToken', 'The access token is invalid.'],
  tenant: ['InvalidAuthenticationTokenTenant', 'The access token is from the wrong issuer.'],
  expired: [
    'ExpiredAuthenticationToken',
    'The access token expiry UTC time is earlier than current UTC time.',
  ],
  audience: ['InvalidAuthenticationTokenAudience', 'The access token has been obtained for wrong audience.'],
}

/** A consent for Graph grants nothing here: the token has to be for Azure Resource Manager. */
export function authenticate(request: Request, { mint, estate, clock }: CloudState): Claims {
  const bearer = request.headers.get('authorization') ?? undefined
  const found = mint.check(bearer, estate.tenant.tenantId, clock() / 1000)
  const checked = typeof found === 'string' || isFor(found.aud, 'arm') ? found : 'audience'
  if (typeof checked !== 'string') return checked
  const [code, message] = problems[checked]
  const challenge = {
    'www-authenticate': `Bearer authorization_uri="https://login.microsoftonline.com/${estate.tenant.tenantId}", error="invalid_token"`,
  }
  throw new ArmError(401, code, message, challenge)
}
