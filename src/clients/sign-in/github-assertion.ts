/** The token that GitHub Actions gives a job (OpenID Connect), as a federated credential. */
import { z } from 'zod'
import { KeywardError, messageOf } from '#model/errors.ts'
import type { Transport } from '../http/transport.ts'

/** What Entra expects as the audience of another provider's token. */
const AUDIENCE = 'api://AzureADTokenExchange'

const Answer = z.object({ value: z.string() })

/**
 * Fetches a fresh assertion; `url` and `token` are ACTIONS_ID_TOKEN_REQUEST_URL and …_TOKEN of the job.
 * @throws KeywardError `sign-in-refused`
 */
export async function gitHubAssertion(url: string, token: string, transport: Transport): Promise<string> {
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (address?.protocol !== 'https:') throw refused('the address of the job’s token is not https')
  address.searchParams.set('audience', AUDIENCE)
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  const { status, text } = await transport
    .send({ method: 'GET', url: address, headers })
    .catch((error: unknown) => {
      throw refused(messageOf(error))
    })
  const answer = Answer.safeParse(parsed(text))
  if (status !== 200 || !answer.success) throw refused(`GitHub answered HTTP ${status}`)
  return answer.data.value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function refused(why: string): KeywardError {
  const how = 'Give the job the permission `id-token: write`.'
  return new KeywardError('sign-in-refused', { why: `no token from GitHub: ${why}`, how })
}
