/** The services that a token can be for. On loopback one origin serves all, and a token for it opens all. */
export type Resource = 'graph' | 'arm' | 'office' | 'everything'

const known: Readonly<Record<string, Resource>> = {
  'https://graph.microsoft.com': 'graph',
  'https://graph.microsoft.us': 'graph',
  'https://dod-graph.microsoft.us': 'graph',
  'https://microsoftgraph.chinacloudapi.cn': 'graph',
  '00000003-0000-0000-c000-000000000000': 'graph',
  'https://management.azure.com': 'arm',
  'https://management.core.windows.net': 'arm',
  'https://management.usgovcloudapi.net': 'arm',
  'https://management.chinacloudapi.cn': 'arm',
  '797f4846-ba00-4fd7-ba43-dac1f8f63013': 'arm',
  'https://manage.office.com': 'office',
  'https://manage.office365.us': 'office',
  'https://manage.protection.apps.mil': 'office',
  'https://manage.office365.cn': 'office',
  'c5393580-f805-4401-95e8-94b7a6ef2fc2': 'office',
}
const loopback = /^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/

/** The service behind an audience or a resource name; undefined when nobody here has that name. */
export function resourceOf(name: string): Resource | undefined {
  const plain = name.replace(/\/+$/, '').toLowerCase()
  return loopback.test(plain) ? 'everything' : known[plain]
}

export function isFor(audience: string, resource: Exclude<Resource, 'everything'>): boolean {
  return ['everything', resource].includes(resourceOf(audience) ?? '')
}
