import type { CloudState } from '../../state.ts'
import { permissionsOf } from '../../login/token.ts'
import { graphHeaders, graphRefusal } from '../../throttle/graph-headers.ts'
import { denied, notFound, unlicensed } from '../errors.ts'
import { authenticate, type GraphAnswer } from '../handle.ts'
import { reasonAgainst } from './analysis.ts'
import { personIn } from './person.ts'
import { questionIn } from './question.ts'

export const WHAT_IF = '/v1.0/identity/conditionalAccess/evaluate'

/** As published for the operation. */
const PERMISSIONS = ['Policy.Read.ConditionalAccess', 'Policy.Read.All', 'Policy.ReadWrite.ConditionalAccess']

/** Says of each policy whether it would apply to a sign-in, and what speaks against it; changes nothing. */
export async function whatIf(request: Request, state: CloudState): Promise<GraphAnswer> {
  const claims = authenticate(request, state)
  const payer = { application: claims.appid, tenantId: claims.tid }
  const charged = state.throttle.charge({ lane: 'conditionalAccess', units: 1 }, payer)
  if (!charged.allowed) throw graphRefusal(charged, payer)
  if (!permissionsOf(claims).some((one) => PERMISSIONS.includes(one))) throw denied(false)
  if (state.settings.licences.length === 0) throw unlicensed.p1()
  const question = await questionIn(request)
  const { estate } = state
  const account = estate.accounts.find(question.userId)
  if (!account) throw notFound(question.userId)
  const asked = { question, person: personIn(estate, account.user), namedLocations: estate.namedLocations }
  const value = estate.conditionalAccessPolicies
    .map((policy) => ({ policy, reason: reasonAgainst(policy, asked) }))
    .filter(({ reason }) => reason === undefined || !question.appliedPoliciesOnly)
    .map(({ policy, reason }) => ({
      ...policy,
      policyApplies: reason === undefined,
      analysisReasons: reason ?? 'notSet',
    }))
  const context = `${new URL(request.url).origin}/v1.0/$metadata#Collection(microsoft.graph.whatIfAnalysisResult)`
  return { status: 200, body: { '@odata.context': context, value }, headers: graphHeaders(charged) }
}
