/** What `keyward connect` says. */
import { safeText } from '#model/text/safe-text.ts'
import { wrap } from '#model/text/width.ts'
import type { ConnectionCheck } from '#pipeline/check-connection.ts'
import { type CloudName, loginOf } from '#pipeline/clouds.ts'
import { consentManifest, neededPermissions } from '#pipeline/permissions.ts'
import { ELEVATION_NOTE, readerCommands, renderAzure } from './azure-text.ts'

const COLUMNS = 80

/** How to register the application, step by step. */
export function registrationSteps(tenant: string, cloud: CloudName): string {
  const link = `${loginOf(cloud)}/${encodeURIComponent(tenant)}/adminconsent?client_id=<application id>`
  return `No application is set. Register one; it takes five minutes and reads only.

1. Entra admin centre, App registrations, New registration: a name, accounts in
   this directory only, no redirect address.
2. Manifest: put this in place of requiredResourceAccess (${neededPermissions().length} permissions, all read):

${indented(JSON.stringify(consentManifest().requiredResourceAccess, null, 2))}

3. Have an administrator consent:
   ${link}
4. Certificates & secrets: upload a certificate, or add a federated credential.
5. Set KEYWARD_TENANT_ID, KEYWARD_CLIENT_ID and KEYWARD_CLIENT_CERTIFICATE, and run
   keyward connect again: it signs in and says what is missing.

Azure subscriptions are apart: consent to Microsoft Graph opens nothing there. The
role Reader at the tenant root management group does. A Global Administrator gives
it, elevated for as long as that takes:

${readerCommands(tenant, cloud, { kind: 'application' })}
${ELEVATION_NOTE}
You cannot consent an application? keyward connect --script prints a script for
Azure Cloud Shell. Only your partner can consent? Then your partner holds the only
key: regain a Global Administrator of your own first, as docs/guide/only-your-partner.md
says step by step.
`
}

function indented(text: string): string {
  return text.replace(/^/gm, '   ')
}

/** What was granted, what is missing and what that costs, in Graph and in Azure. */
export function renderCheck(check: ConnectionCheck, cloud: CloudName): string {
  return [headOf(check), permissionsOf(check), renderAzure(check, cloud), nextOf(check)].join('')
}

function headOf({ tenant, holder }: ConnectionCheck): string {
  const who = holder.name === undefined ? '' : ` as ${safeText(holder.name)}`
  return `Signed in to tenant ${safeText(tenant ?? '(the token does not say which)')}${who}.\n`
}

function permissionsOf({ granted, missing, withheld, excess }: ConnectionCheck): string {
  if (granted === undefined)
    return 'The token does not show its permissions; collect to see what is refused.\n'
  const needed = neededPermissions().length
  const lines = missing.flatMap(({ permission, datasets, controls }) => [
    `  missing  ${permission}`,
    ...wrap(`not read: ${datasets.join(', ') || 'what the first way does not give'}`, COLUMNS - 11).map(
      hanging,
    ),
    ...wrap(`unknown: ${controls.join(', ') || 'no control yet'}`, COLUMNS - 11).map(hanging),
  ])
  const optional = withheld.flatMap(({ permission, datasets, why }) => [
    `  optional ${permission}`,
    ...wrap(`not read: ${datasets.join(', ')}. ${why}.`, COLUMNS - 11).map(hanging),
  ])
  const more = excess.map((permission) => `  not used ${safeText(permission)}: take it back`)
  const head = `${needed - missing.length} of ${needed} permissions are granted.`
  return `${[head, ...lines, ...optional, ...more].join('\n')}\n`
}

function nextOf({ granted, missing, azure }: ConnectionCheck): string {
  const isWhole = granted === undefined || (missing.length === 0 && azure.state === 'whole')
  return isWhole ? 'Next: keyward collect\n' : 'Grant what is missing, or go on without: keyward collect\n'
}

const hanging = (line: string): string => `           ${line}`
