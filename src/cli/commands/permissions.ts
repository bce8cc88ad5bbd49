import { wrap } from '#model/text/width.ts'
import {
  consentManifest,
  type LogPermission,
  type NeededPermission,
  neededPermissions,
  type OptionalPermission,
  optionalPermissions,
  permissionsOfLogs,
} from '#pipeline/permissions.ts'
import { defineCommand } from '../command.ts'
import { formatOption } from '../options.ts'
import { print } from '../output.ts'

export const permissions = defineCommand({
  name: 'permissions',
  summary: 'the smallest read-only permission set, and what each opens',
  description:
    'Prints the application permissions that Keyward reads with, computed from its collectors. Withhold one, and the controls named beside it become unknown; the rest works.',
  options: [formatOption(['text', 'json', 'manifest'])],
  examples: [
    { line: 'keyward permissions', does: 'for people' },
    { line: 'keyward permissions --format manifest', does: 'requiredResourceAccess for an app registration' },
  ],
  async run(context, values) {
    await print(context.stdout, rendered(values['format'] as string))
    return 0
  },
})

function rendered(format: string): string {
  if (format === 'manifest') return `${JSON.stringify(consentManifest(), null, 2)}\n`
  const said = {
    permissions: neededPermissions(),
    optional: optionalPermissions(),
    logs: permissionsOfLogs(),
  }
  if (format === 'json') return `${JSON.stringify(said, null, 2)}\n`
  const entries = said.permissions.map(entry).join('\n')
  const optional = said.optional.map(optionalEntry).join('\n')
  const logs = said.logs.map(logEntry).join('\n')
  return `Application permissions of Microsoft Graph, all read-only:\n\n${entries}\nOptional, and not in the manifest:\n\n${optional}\nFor keyward logs collect alone, and not in the manifest:\n\n${logs}\n${FEED}`
}

/** On another service than Graph, so that no list of Graph's permissions holds it. */
const FEED = `ActivityFeed.Read of the Office 365 Management APIs
  reads     unifiedAudit, as content by type
ActivityFeed.ReadDlp of the Office 365 Management APIs
  reads     unifiedAudit, what DLP found
`

function logEntry({ permission, sources }: LogPermission): string {
  return `${permission}\n  reads     ${wrap(sources.join(', '), COLUMNS).join(`\n${INDENT}`)}\n`
}

/** Columns left of the texts, and for them: 80 in all. */
const INDENT = '            '
const COLUMNS = 68

function optionalEntry(permission: OptionalPermission): string {
  return `${entry(permission)}  apart     ${wrap(permission.why, COLUMNS).join(`\n${INDENT}`)}\n`
}

function entry({ permission, datasets, controls }: NeededPermission): string {
  const reads = wrap(datasets.join(', ') || 'only where the first way to read is not supported', COLUMNS)
  const opens = controls.length > 0 ? controls : ['nothing yet']
  return `${permission}\n  reads     ${reads.join(`\n${INDENT}`)}\n  opens     ${opens.join(`\n${INDENT}`)}\n`
}
