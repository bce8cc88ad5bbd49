/** The body of `POST /identity/conditionalAccess/evaluate` (identity reference, section a.4). */
import { badRequest } from '../errors.ts'

export interface Question {
  readonly userId: string
  readonly applications: readonly string[]
  readonly conditions: Conditions
  readonly appliedPoliciesOnly: boolean
}

export interface Conditions {
  readonly clientAppType: string | undefined
  readonly devicePlatform: string | undefined
  readonly country: string | undefined
  readonly ipAddress: string | undefined
  readonly transferMethod: string | undefined
  readonly signInRiskLevel: string | undefined
  readonly userRiskLevel: string | undefined
}

type Body = Readonly<Record<string, unknown>>

/** Reads the body, or complains as the service does of what it cannot read. */
export async function questionIn(request: Request): Promise<Question> {
  const body = asObject(await request.json().catch(() => undefined), 'body')
  const identity = asObject(body['signInIdentity'], 'signInIdentity')
  const context = asObject(body['signInContext'], 'signInContext')
  const conditions = asObject(body['signInConditions'] ?? {}, 'signInConditions')
  if (identity['@odata.type'] !== '#microsoft.graph.userSignIn')
    throw badRequest("The property 'signInIdentity' must be of type 'microsoft.graph.userSignIn'.")
  if (context['@odata.type'] !== '#microsoft.graph.applicationContext')
    throw badRequest("The property 'signInContext' must be of type 'microsoft.graph.applicationContext'.")
  const userId = text(identity['userId'])
  const applications = context['includeApplications']
  if (userId === undefined) throw badRequest("The property 'userId' is required.")
  if (!Array.isArray(applications) || applications.length === 0)
    throw badRequest("The property 'includeApplications' is required.")
  return {
    userId,
    applications: applications.map(String),
    conditions: {
      clientAppType: text(conditions['clientAppType']),
      devicePlatform: text(conditions['devicePlatform']),
      country: text(conditions['country']),
      ipAddress: text(conditions['ipAddress']),
      transferMethod: text((conditions['authenticationFlow'] as Body | undefined)?.['transferMethod']),
      signInRiskLevel: text(conditions['signInRiskLevel']),
      userRiskLevel: text(conditions['userRiskLevel']),
    },
    appliedPoliciesOnly: body['appliedPoliciesOnly'] === true,
  }
}

function asObject(value: unknown, name: string): Body {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Body
  throw badRequest(`The property '${name}' is missing or not an object.`)
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
