import { checkConnection } from '#pipeline/check-connection.ts'
import { cloudShellScript } from '#pipeline/cloud-shell-script.ts'
import { type CloudName, cloudNames } from '#pipeline/clouds.ts'
import { credentialFrom, type PersonalWay, personalWays } from '#pipeline/credentials.ts'
import { defineCommand, type Values } from '../command.ts'
import type { Context } from '../context.ts'
import { registrationSteps, renderCheck } from '../connect-text.ts'
import { formatOption } from '../options.ts'
import { print } from '../output.ts'

export const connect = defineCommand({
  name: 'connect',
  summary: 'set up a tenant: registration, consent, sign-in, and what is missing',
  description:
    'Without an application it prints the steps to register one, with manifest and consent link. With one it signs in, compares what was granted with what is needed, and says per missing permission which controls become unknown. Nothing of the tenant is read.',
  options: [
    { flags: '--tenant <id>', description: 'tenant id or domain (default: KEYWARD_TENANT_ID)' },
    { flags: '--client-id <id>', description: 'the application (default: KEYWARD_CLIENT_ID)' },
    { flags: '--sign-in <way>', description: 'sign in as a person', choices: personalWays },
    { flags: '--cloud <name>', description: "Microsoft's cloud", choices: cloudNames, default: 'global' },
    { flags: '--endpoint <url>', description: 'another origin for everything: a simulated cloud' },
    {
      flags: '--script',
      description:
        'print a read-only script for Azure Cloud Shell instead, for those who cannot consent an application',
    },
    formatOption(['text', 'json']),
  ],
  examples: [
    { line: 'keyward connect --tenant contoso.com', does: 'how to register the application' },
    { line: 'keyward connect', does: 'sign in with it and compare' },
    { line: 'keyward connect --script > keyward.sh', does: 'without any application' },
  ],
  async run(context, values) {
    if (values['script'] === true) await print(context.stdout, cloudShellScript())
    else if (clientId(context, values) === undefined) await print(context.stdout, steps(context, values))
    else await check(context, values)
    return 0
  },
})

function clientId({ env }: Context, values: Values): string | undefined {
  if (env['KEYWARD_MANAGED_IDENTITY']) return 'managed identity'
  return (values['clientId'] as string | undefined) ?? env['KEYWARD_CLIENT_ID']
}

function steps({ env }: Context, values: Values): string {
  const tenant = (values['tenant'] as string | undefined) ?? env['KEYWARD_TENANT_ID'] ?? '<tenant>'
  return registrationSteps(tenant, values['cloud'] as CloudName)
}

async function check(context: Context, values: Values): Promise<void> {
  const credential = await credentialFrom(context.env, {
    tenant: values['tenant'] as string | undefined,
    clientId: values['clientId'] as string | undefined,
    person: values['signIn'] as PersonalWay | undefined,
    show: (message) => context.stderr.write(`${message}\n`),
  })
  const endpoint = values['endpoint'] as string | undefined
  const checked = await checkConnection({ cloud: values['cloud'] as CloudName, endpoint, credential })
  const asJson = values['format'] === 'json'
  await print(context.stdout, asJson ? `${JSON.stringify(checked, null, 2)}\n` : renderCheck(checked))
}
