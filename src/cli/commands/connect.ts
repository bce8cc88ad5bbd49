import { checkConnection } from '#pipeline/check-connection.ts'
import { cloudShellScript } from '#pipeline/cloud-shell-script.ts'
import { type CloudName, cloudNames } from '#pipeline/clouds.ts'
import { applicationFrom, credentialFrom, type PersonalWay, personalWays } from '#pipeline/credentials.ts'
import { keptFor, type SignInKeeping, signOut } from '#pipeline/kept-sign-ins.ts'
import { defineCommand, type Values } from '../command.ts'
import { registrationSteps, renderCheck } from '../connect-text.ts'
import { type Context, dataFolder } from '../context.ts'
import { dataOption, formatOption } from '../options.ts'
import { print } from '../output.ts'

export const connect = defineCommand({
  name: 'connect',
  summary: 'set up a tenant: registration, consent, sign-in, and what is missing',
  description:
    "Without an application it prints the steps to register one, with manifest and consent link. With one it signs in, compares what was granted with what is needed, and says per missing permission which controls become unknown, and whether Azure can be read. Of the tenant it reads nothing but the name of the root management group. A person's sign-in is kept in the keyring of the platform, where there is one, until --sign-out.",
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
    { flags: '--sign-out', description: 'forget the sign-in of a person that is kept on this machine' },
    formatOption(['text', 'json']),
    dataOption,
  ],
  examples: [
    { line: 'keyward connect --tenant contoso.com', does: 'how to register the application' },
    { line: 'keyward connect', does: 'sign in with it and compare' },
    { line: 'keyward connect --sign-in browser', does: 'sign in as yourself, once for many runs' },
    { line: 'keyward connect --sign-out', does: 'forget that sign-in again' },
    { line: 'keyward connect --script > keyward.sh', does: 'without any application' },
  ],
  async run(context, values) {
    if (values['script'] === true) await print(context.stdout, cloudShellScript())
    else if (values['signOut'] === true) await forget(context, values)
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
  const keeping = keepingOf(context, values)
  const credential = await credentialFrom(context.env, {
    tenant: values['tenant'] as string | undefined,
    clientId: values['clientId'] as string | undefined,
    person: values['signIn'] as PersonalWay | undefined,
    show: keeping.show,
  })
  const kept = keptFor(credential, keeping)
  const { cloud, endpoint } = keeping
  const checked = await checkConnection({ cloud, endpoint, credential, kept, signal: context.signal })
  const asJson = values['format'] === 'json'
  await print(context.stdout, asJson ? `${JSON.stringify(checked, null, 2)}\n` : renderCheck(checked, cloud))
}

async function forget(context: Context, values: Values): Promise<void> {
  const owner = applicationFrom(context.env, {
    tenant: values['tenant'] as string | undefined,
    clientId: values['clientId'] as string | undefined,
  })
  const signedOut = await signOut(owner, keepingOf(context, values))
  if (values['format'] === 'json') await print(context.stdout, `${JSON.stringify({ signedOut })}\n`)
  else
    await print(
      context.stdout,
      signedOut ? 'Signed out: nothing of it is kept here.\n' : 'No sign-in was kept.\n',
    )
}

function keepingOf({ env, stderr }: Context, values: Values): SignInKeeping {
  return {
    env,
    data: dataFolder(values['data'], env),
    cloud: values['cloud'] as CloudName,
    endpoint: values['endpoint'] as string | undefined,
    show: (message) => stderr.write(`${message}\n`),
  }
}
