/** What `keyward connect` says about Azure: whether it is open, what it costs if not, and the commands that open it. */
import { isTenantId } from '#model/ids.ts'
import { safeText } from '#model/text/safe-text.ts'
import { wrap } from '#model/text/width.ts'
import type { AzureCheck } from '#pipeline/check-azure.ts'
import type { ConnectionCheck } from '#pipeline/check-connection.ts'
import type { CloudName } from '#pipeline/clouds.ts'

const COLUMNS = 80

/** The names by which `az` knows the clouds; the global one is its default. */
const AZ_CLOUDS: Readonly<Record<CloudName, string | undefined>> = {
  global: undefined,
  'gcc-high': 'AzureUSGovernment',
  dod: 'AzureUSGovernment',
  china: 'AzureChinaCloud',
}

export interface Reader {
  readonly kind: 'person' | 'application'
  readonly objectId?: string | undefined
}

/** The commands that give the role Reader at the root: elevate, assign, end the elevation. */
export function readerCommands(
  tenant: string | undefined,
  cloud: CloudName,
  { kind, objectId }: Reader,
): string {
  const az = AZ_CLOUDS[cloud]
  const root = orPlaceholder(tenant, '<tenant id>')
  const commands = [
    ...(az === undefined ? [] : [`az cloud set --name ${az}`]),
    `az login --tenant "${root}" --allow-no-subscriptions`,
    'az rest --method post --url \\',
    '  "/providers/Microsoft.Authorization/elevateAccess?api-version=2016-07-01"',
    'az role assignment create --role Reader \\',
    `  --scope "/providers/Microsoft.Management/managementGroups/${root}" \\`,
    `  --assignee-object-id "${orPlaceholder(objectId, `<object id of the ${PRINCIPALS[kind].words}>`)}" \\`,
    `  --assignee-principal-type ${PRINCIPALS[kind].type}`,
    'az role assignment delete --role "User Access Administrator" --scope "/" \\',
    '  --assignee "<who elevated>"',
  ]
  return commands.map((line) => `   ${line}\n`).join('')
}

const PRINCIPALS = {
  person: { type: 'User', words: 'person' },
  application: { type: 'ServicePrincipal', words: 'enterprise application' },
} as const

/** People paste these commands, so nothing but an id ever becomes a part of one. Tenants and objects look alike. */
function orPlaceholder(id: string | undefined, placeholder: string): string {
  return id !== undefined && isTenantId(id) ? id : placeholder
}

/** Goes with the commands. */
export const ELEVATION_NOTE = `The last command ends the elevation again. The tenant's activity log will show
elevateAccess, and so may Keyward's findings until it is ended: expect both. The way
through the portal is in docs/guide/azure.md.
`

/** What the check of Azure found. */
export function renderAzure({ azure, holder, tenant }: ConnectionCheck, cloud: CloudName): string {
  if (azure.state === 'whole') return 'Azure is open: the root management group can be read.\n'
  const because = azure.because === undefined ? '' : ` (${safeText(azure.because)})`
  return [
    ...wrap(`${HEADS[azure.state]}${because}.`, COLUMNS),
    ...named('not known whole', azure.datasets),
    ...named('unknown', azure.controls.length > 0 ? azure.controls : ['no control yet']),
    ...wrap(mendOf(azure.state, holder.kind), COLUMNS),
    ...(azure.state === 'part' ? ['', readerCommands(tenant, cloud, holder), ELEVATION_NOTE.trimEnd()] : []),
  ]
    .map((line) => `${line}\n`)
    .join('')
}

const HEADS: Readonly<Record<Exclude<AzureCheck['state'], 'whole'>, string>> = {
  part: 'Azure is not known to be open: the root management group cannot be read',
  closed: 'Azure is closed: there is no token for it',
  unreachable: 'Azure is out of reach',
}

function named(what: string, names: readonly string[]): readonly string[] {
  return wrap(`${what}: ${names.join(', ')}`, COLUMNS - 2).map((line) => `  ${line}`)
}

function mendOf(state: Exclude<AzureCheck['state'], 'whole'>, kind: Reader['kind']): string {
  switch (state) {
    case 'part':
      return 'A Global Administrator opens it, with the role Reader at the tenant root management group; consent to Microsoft Graph does not give it:'
    case 'closed':
      return kind === 'person'
        ? 'Add the delegated permission user_impersonation of Azure Service Management to the application, and have it consented; or sign in as an application.'
        : 'Check that the application is registered in the cloud that --cloud names.'
    case 'unreachable':
      return 'Check the network and the proxy; a collection needs Azure to answer.'
    default:
      return state satisfies never
  }
}
