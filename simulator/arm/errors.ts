/** A refusal of Azure Resource Manager: the same outer shape as Graph's, without its inner error. */
export class ArmError extends Error {
  override readonly name = 'ArmError'
  readonly status: number
  readonly code: string
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

export const missingVersion = (): ArmError =>
  new ArmError(
    400,
    'MissingApiVersionParameter',
    'The api-version query parameter (?api-version=) is required for all requests.',
  )

export const invalidVersion = (version: string): ArmError =>
  new ArmError(400, 'InvalidApiVersionParameter', `The api-version '${version}' is invalid.`)

export const unknownSubscription = (id: string): ArmError =>
  new ArmError(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`)

export const notFound = (what: string): ArmError =>
  new ArmError(404, 'ResourceNotFound', `The resource '${what}' was not found.`)

export const badFilter = (filter: string): ArmError =>
  new ArmError(400, 'BadRequestFormat', `The filter '${filter}' is not supported for this resource.`)

export const badQuery = (message: string): ArmError => new ArmError(400, 'BadRequest', message)

export function unauthorized(caller: string, action: string, scope: string): ArmError {
  const message = `The client '${caller}' with object id '${caller}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`
  return new ArmError(403, 'AuthorizationFailed', message)
}

/** Privileged Identity Management for Azure resources wants the same licence as for the directory (section 3.2). */
export const unlicensed = (): ArmError =>
  new ArmError(
    400,
    'AadPremiumLicenseRequired',
    'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
  )
