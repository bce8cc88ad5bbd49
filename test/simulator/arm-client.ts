import { type CloudOptions, createCloud, type LocalCloud } from '../../simulator/cloud.ts'
import { askForToken } from './client.ts'

type Json = Record<string, unknown>

export interface ArmAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Json & {
    readonly value: readonly Json[]
    readonly error: { readonly code: string; readonly message: string }
    readonly nextLink?: string
  }
}

export interface ArmClient {
  readonly cloud: LocalCloud
  get(path: string, version?: string): Promise<ArmAnswer>
  query(body: object): Promise<ArmAnswer>
}

/** A cloud in process, and a reader of Azure with a token for Azure. */
export async function anArmClient(options: CloudOptions = {}): Promise<ArmClient> {
  const cloud = createCloud(options)
  const scope = 'https://management.azure.com/.default'
  const { access_token } = (await (await askForToken(cloud, { scope })).json()) as { access_token: string }
  const headers = { authorization: `Bearer ${access_token}` }
  const read = async (response: Response): Promise<ArmAnswer> => ({
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as ArmAnswer['body'],
  })
  return {
    cloud,
    get: async (path, version = '2022-12-01') => {
      const sign = path.includes('?') ? '&' : '?'
      const asked = path.includes('api-version') ? path : `${path}${sign}api-version=${version}`
      return read(await cloud.app.request(asked, { headers }))
    },
    query: async (body) =>
      read(
        await cloud.app.request('/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01', {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
  }
}

export const subscriptionOf = ({ cloud }: ArmClient, name = 'production'): string =>
  `/subscriptions/${cloud.estate.situations[`${name}Subscription`]}`
