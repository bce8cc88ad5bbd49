import { readFileSync, writeFileSync } from 'node:fs'
import { sharedFile } from './shared-data.ts'

/** Writes `permissions.generated.json`: which application permissions open which read of Microsoft Graph. */
interface Operation {
  readonly 'x-permissions'?: { readonly Application?: { readonly least: string[]; readonly other: string[] } }
}
interface Subset {
  readonly paths: Record<string, { readonly get?: Operation }>
}

const subset = JSON.parse(
  readFileSync(sharedFile('data/microsoft/graph-openapi-subset.json'), 'utf8'),
) as Subset

const reads = Object.entries(subset.paths).flatMap(([template, { get }]) => {
  const application = get?.['x-permissions']?.Application
  if (!application) return []
  return [[`GET ${template}`, [...new Set([...application.least, ...application.other])].sort()] as const]
})

const table = {
  source:
    'x-permissions (Application, least and other) of the Graph OpenAPI subset; from microsoftgraph/microsoft-graph-devx-content permissions/new/permissions.json @6cbd6bb (MIT, (c) Microsoft)',
  reads: Object.fromEntries(reads),
}

writeFileSync(new URL('permissions.generated.json', import.meta.url), `${JSON.stringify(table, null, 2)}\n`)
console.log(`${reads.length} reads`)
