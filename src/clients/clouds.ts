/** Microsoft's clouds and where they answer (identity.md §g.2). Tokens of one are worth nothing in another. */
import { KeywardError } from '#model/errors.ts'

export const cloudNames = ['global', 'gcc-high', 'dod', 'china'] as const
export type CloudName = (typeof cloudNames)[number]

export interface Cloud {
  readonly name: CloudName
  /** Origin of the token endpoint. */
  readonly login: string
  /** Origin of Microsoft Graph. */
  readonly graph: string
  /** The scope that stands for all consented application permissions. */
  readonly graphScope: string
  /** Origin of Azure Resource Manager. */
  readonly arm: string
  /** The scope that stands for Azure Resource Manager as a whole; what it opens is a matter of Azure roles. */
  readonly armScope: string
}

type Origins = Pick<Cloud, 'login' | 'graph' | 'arm'>

const CLOUDS: Readonly<Record<CloudName, Origins>> = {
  global: {
    login: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    arm: 'https://management.azure.com',
  },
  'gcc-high': {
    login: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    arm: 'https://management.usgovcloudapi.net',
  },
  dod: {
    login: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
    arm: 'https://management.usgovcloudapi.net',
  },
  china: {
    login: 'https://login.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    arm: 'https://management.chinacloudapi.cn',
  },
}

/** The cloud of this name; `endpoint` puts everything on one other origin (a simulated cloud). */
export function cloudOf(name: CloudName, endpoint?: string): Cloud {
  const origins = CLOUDS[name]
  const scopes = { graphScope: `${origins.graph}/.default`, armScope: `${origins.arm}/.default` }
  if (endpoint === undefined) return { name, ...origins, ...scopes }
  const origin = safeOrigin(endpoint)
  return { name, login: origin, graph: origin, arm: origin, ...scopes }
}

/** Secrets travel to the endpoint, so plain HTTP is for this machine only. @throws KeywardError `endpoint-invalid` */
function safeOrigin(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))))
    return url.origin
  throw new KeywardError('endpoint-invalid', { value: endpoint.slice(0, 200) })
}

/** True for this machine's own names. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
