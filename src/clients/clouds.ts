/**
 * Microsoft's clouds and where they answer (identity.md §f.6, §g.2). Tokens of one are worth nothing in another. The
 * host of the Management Activity API in China is unverified; tenants of GCC have one of their own, which is not here.
 */
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
  /** Origin of the Office 365 Management Activity API. */
  readonly management: string
  /** The scope that stands for all consented permissions of that API. */
  readonly managementScope: string
}

type Origins = Pick<Cloud, 'login' | 'graph' | 'arm' | 'management'>

const CLOUDS: Readonly<Record<CloudName, Origins>> = {
  global: {
    login: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    arm: 'https://management.azure.com',
    management: 'https://manage.office.com',
  },
  'gcc-high': {
    login: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    arm: 'https://management.usgovcloudapi.net',
    management: 'https://manage.office365.us',
  },
  dod: {
    login: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
    arm: 'https://management.usgovcloudapi.net',
    management: 'https://manage.protection.apps.mil',
  },
  china: {
    login: 'https://login.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    arm: 'https://management.chinacloudapi.cn',
    management: 'https://manage.office365.cn',
  },
}

/** The cloud of this name; `endpoint` puts everything on one other origin (a simulated cloud). */
export function cloudOf(name: CloudName, endpoint?: string): Cloud {
  const origins = CLOUDS[name]
  const scopes = {
    graphScope: `${origins.graph}/.default`,
    armScope: `${origins.arm}/.default`,
    managementScope: `${origins.management}/.default`,
  }
  if (endpoint === undefined) return { name, ...origins, ...scopes }
  const origin = safeOrigin(endpoint)
  return { name, login: origin, graph: origin, arm: origin, management: origin, ...scopes }
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
