import type { JsonWebKey, KeyObject } from 'node:crypto'
import { isSignedBy, type Json, keyOf, type ParsedJwt, parseJwt, type RegisteredKey } from './jwt.ts'
import { applicationNotFound, assertionProblems, wrongSecret } from './refusals.ts'

/** Another issuer that the application trusts: GitHub, a Kubernetes cluster, another identity provider. */
export interface FederatedCredential {
  readonly issuer: string
  readonly subject: string
  readonly audience?: string
  /** The issuer's public keys, as a key set or as one PEM. */
  readonly keys: readonly JsonWebKey[] | string
}

/** How the registered application may prove who it is. */
export interface Registration {
  readonly clientId: string
  readonly clientSecret: string
  readonly directory: string
  readonly certificate: RegisteredKey | undefined
  readonly federated:
    | { readonly credential: FederatedCredential; readonly key: KeyObject | undefined }
    | undefined
  /** Every `jti` seen, for an assertion is good for one use. */
  readonly seen: Set<string>
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const clockSkewSeconds = 300

/** Demands a secret or an assertion that fits; public clients of the flows with a person prove nothing. */
export function authenticateClient(
  form: URLSearchParams,
  registration: Registration,
  endpoints: readonly string[],
  nowSeconds: number,
): void {
  const client = form.get('client_id') ?? ''
  const { clientId, clientSecret, directory } = registration
  if (client !== clientId) throw applicationNotFound(client, directory)
  const assertion = form.get('client_assertion')
  if (assertion === null) {
    if (form.get('client_secret') !== clientSecret) throw wrongSecret(client)
    return
  }
  if (form.get('client_assertion_type') !== assertionType) throw assertionProblems.malformed()
  checkAssertion(assertion, registration, endpoints, nowSeconds)
}

function checkAssertion(
  text: string,
  registration: Registration,
  endpoints: readonly string[],
  now: number,
): void {
  const jwt = parseJwt(text)
  if (!jwt) throw assertionProblems.malformed()
  const { iss, sub, aud } = jwt.payload
  if (iss !== registration.clientId && registration.federated) {
    checkFederated(jwt, registration.federated)
  } else {
    if (iss !== registration.clientId || sub !== registration.clientId) throw assertionProblems.subject()
    checkCertificate(jwt, registration.certificate)
    if (!endpoints.includes(String(aud))) throw assertionProblems.audience()
    checkOnce(jwt.payload, registration.seen)
  }
  checkTime(jwt.payload, now)
}

function checkCertificate(jwt: ParsedJwt, registered: RegisteredKey | undefined): void {
  if (!registered) throw assertionProblems.signature()
  const named = jwt.header['x5t#S256'] ?? jwt.header['x5t']
  const { thumbprints } = registered
  // Without a thumbprint the service cannot know which of the registered certificates to try.
  if (typeof named !== 'string' || (thumbprints.length > 0 && !thumbprints.includes(unpadded(named))))
    throw assertionProblems.signature()
  if (!isSignedBy(jwt, registered.key)) throw assertionProblems.signature()
}

function unpadded(thumbprint: string): string {
  return Buffer.from(thumbprint, 'base64').toString('base64url')
}

function checkFederated(jwt: ParsedJwt, federated: NonNullable<Registration['federated']>): void {
  const { issuer, subject, audience = 'api://AzureADTokenExchange', keys } = federated.credential
  const { iss, sub, aud } = jwt.payload
  if (iss !== issuer || sub !== subject || aud !== audience) throw assertionProblems.noFederation()
  const key = typeof keys === 'string' ? federated.key : keyOf(keys, jwt.header['kid'])
  if (!key || !isSignedBy(jwt, key)) throw assertionProblems.signature()
}

function checkTime({ exp, nbf }: Json, now: number): void {
  const starts = typeof nbf === 'number' ? nbf : now
  if (typeof exp !== 'number' || exp <= now - clockSkewSeconds || starts > now + clockSkewSeconds)
    throw assertionProblems.time()
}

function checkOnce({ jti }: Json, seen: Set<string>): void {
  if (typeof jti !== 'string') throw assertionProblems.malformed()
  if (seen.has(jti)) throw assertionProblems.replay()
  seen.add(jti)
}
