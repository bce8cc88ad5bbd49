/** The floor of a collection: the same requests and their JSON parsed, nothing kept. */
import { Agent, request } from 'undici'
import type { SimulatedCloud } from '#cli/demo/simulated-cloud.ts'
import { noLimits } from '#clients/http/lanes.ts'
import { answer, timed } from './answer.ts'
import type { Recorded } from './requests.ts'

interface Input {
  readonly cloud: SimulatedCloud
  readonly requests: readonly Recorded[]
}

/** As many at once as the collection's lanes allow together. */
const AT_ONCE = Object.values(noLimits).reduce((sum, { concurrency }) => sum + concurrency, 0)

await answer<Input>(async ({ cloud, requests }) => {
  const dispatcher = new Agent()
  // Counting accounts wants the second header; the other reads do not mind it.
  const headers = {
    authorization: `Bearer ${await tokenOf(cloud, dispatcher)}`,
    consistencylevel: 'eventual',
  }
  const chains = chainsOf(requests)
  const get = async ({ path, status }: Recorded) => {
    const response = await request(`${cloud.origin}${path}`, { dispatcher, headers })
    JSON.parse(await response.body.text())
    if (response.statusCode !== status)
      throw new Error(`${path} answered ${response.statusCode}, not ${status}`)
  }
  const { ms } = await timed(() => Promise.all(Array.from({ length: AT_ONCE }, () => follow(chains, get))))
  await dispatcher.close()
  return { ms }
})

/** Pages that link to each other come one after the other; nobody can ask for the second before the first. */
function chainsOf(requests: readonly Recorded[]): Recorded[][] {
  const chains = Map.groupBy(requests, ({ path }) => path.replace(/[?&]\$?skiptoken=.*$/i, ''))
  // The longest first, so that no chain is left over when the others are done.
  return [...chains.values()].sort((a, b) => b.length - a.length)
}

async function follow(chains: Recorded[][], get: (asked: Recorded) => Promise<void>): Promise<void> {
  for (let chain = chains.shift(); chain; chain = chains.shift()) {
    for (const asked of chain) await get(asked)
  }
}

async function tokenOf(cloud: SimulatedCloud, dispatcher: Agent): Promise<string> {
  const form = {
    grant_type: 'client_credentials',
    client_id: cloud.clientId,
    client_secret: cloud.clientSecret,
    scope: 'https://graph.microsoft.com/.default',
  }
  const { body } = await request(`${cloud.origin}/${cloud.tenantId}/oauth2/v2.0/token`, {
    dispatcher,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  })
  return ((await body.json()) as { access_token: string }).access_token
}
