import { randomUUID } from 'node:crypto'

/** A refusal of the token endpoint, in the words of Entra ID. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: 400 | 401
  readonly error: string
  readonly code: number
  /** What a client may do about it, in one word: `consent_required`, `basic_action`. */
  readonly suberror: string | undefined

  constructor(error: string, code: number, message: string, status: 400 | 401 = 400, suberror?: string) {
    super(message)
    this.status = status
    this.error = error
    this.code = code
    this.suberror = suberror
  }
}

export function refusalBody({ error, code, message, suberror }: Refusal, now: number): object {
  const trace_id = randomUUID()
  const correlation_id = randomUUID()
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`
  const error_description = `AADSTS${code}: ${message} Trace ID: ${trace_id} Correlation ID: ${correlation_id} Timestamp: ${timestamp}`
  const why = suberror === undefined ? {} : { suberror }
  return { error, error_description, error_codes: [code], timestamp, trace_id, correlation_id, ...why }
}

export const tenantNotFound = (tenant: string): Refusal =>
  new Refusal(
    'invalid_request',
    90002,
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  )

export const unsupportedGrant = (grant: string): Refusal =>
  new Refusal('unsupported_grant_type', 70003, `The app requested an unsupported grant type '${grant}'.`)

export const applicationNotFound = (client: string, directory: string): Refusal =>
  new Refusal(
    'unauthorized_client',
    700016,
    `Application with identifier '${client}' was not found in the directory '${directory}'.`,
  )

export const wrongSecret = (client: string): Refusal =>
  new Refusal(
    'invalid_client',
    7000215,
    `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${client}'.`,
    401,
  )

export const wrongScope = (scope: string): Refusal =>
  new Refusal(
    'invalid_scope',
    70011,
    `The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
  )

export const unknownResource = (resource: string, directory: string): Refusal =>
  new Refusal(
    'invalid_resource',
    500011,
    `The resource principal named ${resource} was not found in the tenant named ${directory}.`,
  )

export const consentMissing = (client: string): Refusal =>
  new Refusal(
    'invalid_grant',
    65001,
    `The user or administrator has not consented to use the application with ID '${client}'. Send an interactive authorization request for this user and resource.`,
    400,
    'consent_required',
  )

/** What is wrong with an assertion; the codes are those of the published error list. */
export const assertionProblems = {
  malformed: () => new Refusal('invalid_request', 50027, 'JWT token is invalid or malformed.'),
  signature: () =>
    new Refusal('invalid_client', 700027, 'Client assertion failed signature validation.', 401),
  audience: () =>
    new Refusal(
      'invalid_client',
      700023,
      'Client assertion audience claim does not match Realm issuer.',
      401,
    ),
  subject: () =>
    new Refusal(
      'invalid_client',
      700021,
      "Client assertion application identifier doesn't match 'client_id' parameter.",
      401,
    ),
  time: () =>
    new Refusal('invalid_client', 700024, 'Client assertion is not within its valid time range.', 401),
  // No code of its own is documented for an assertion that comes twice.
  replay: () => new Refusal('invalid_client', 700027, 'Client assertion has been presented before.', 401),
  noFederation: () =>
    new Refusal(
      'invalid_client',
      70021,
      'No matching federated identity record found for presented assertion.',
      401,
    ),
} as const

export const codeProblems = {
  unknown: () => new Refusal('invalid_grant', 9002313, 'Invalid request. Request is malformed or invalid.'),
  redeemed: () => new Refusal('invalid_grant', 54005, 'OAuth2 Authorization code was already redeemed.'),
  expired: () => new Refusal('invalid_grant', 70008, 'The provided authorization code is expired.'),
  redirect: () =>
    new Refusal('invalid_client', 50011, 'The redirect URI specified in the request does not match.'),
  verifier: () =>
    new Refusal(
      'invalid_grant',
      501481,
      'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    ),
  refresh: () => new Refusal('invalid_grant', 70000, 'The provided refresh token is invalid.'),
} as const

export const deviceProblems = {
  pending: () =>
    new Refusal('authorization_pending', 70016, 'OAuth 2.0 device flow error. Authorization is pending.'),
  declined: () => new Refusal('authorization_declined', 70017, 'The user denied the request.'),
  expired: () => new Refusal('expired_token', 70020, 'The provided device code has expired.'),
  unknown: () => new Refusal('bad_verification_code', 70018, 'Invalid verification code.'),
} as const
