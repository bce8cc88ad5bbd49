/** What `keyward connect` says. */
import { wrap } from '#model/text/width.ts'
import type { ConnectionCheck } from '#pipeline/check-connection.ts'
import { type CloudName, loginOf } from '#pipeline/clouds.ts'
import { consentManifest, neededPermissions } from '#pipeline/permissions.ts'

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

Azure subscriptions are apart: consent to Microsoft Graph opens nothing there. When
you want them read, give the application the role Reader at the tenant root
management group. Whoever does that has to elevate access first, which the logs
will show as elevateAccess: end the elevation afterwards.

You cannot consent an application? keyward connect --script prints a script for
Azure Cloud Shell. Only your partner can consent? Then regain a Global Administrator
of your own first: nobody else should hold the only key.
`
}

function indented(text: string): string {
  return text.replace(/^/gm, '   ')
}

/** What was granted, what is missing and what that costs. */
export function renderCheck({ tenant, granted, missing, excess }: ConnectionCheck): string {
  const head = `Signed in to tenant ${tenant ?? '(the token does not say which)'}.\n`
  if (granted === undefined)
    return `${head}The token does not show its permissions; collect to see what is refused.\n`
  const needed = neededPermissions().length
  const lines = missing.flatMap(({ permission, datasets, controls }) => [
    `  missing  ${permission}`,
    ...wrap(`not read: ${datasets.join(', ') || 'what the first way does not give'}`, COLUMNS - 11).map(
      hanging,
    ),
    ...wrap(`unknown: ${controls.join(', ') || 'no control yet'}`, COLUMNS - 11).map(hanging),
  ])
  const more = excess.map((permission) => `  not used ${permission}: take it back`)
  const next =
    missing.length === 0
      ? 'Next: keyward collect'
      : 'Grant what is missing, or go on without: keyward collect'
  return `${head}${needed - missing.length} of ${needed} permissions are granted.\n${[...lines, ...more, next].join('\n')}\n`
}

const hanging = (line: string): string => `           ${line}`
