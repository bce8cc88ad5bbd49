/** Who a collection signs in as, from the options and the environment. */
import { credentialFrom, type PersonalWay } from '#pipeline/credentials.ts'
import type { Context } from './context.ts'

const SECRET_WARNING =
  'Signing in with a client secret: secrets get copied. A certificate or a federated credential is safer.\n'

/** What signs in, with a word on the error output where it is a client secret. @throws KeywardError as `credentialFrom` */
export async function signInToCollect(
  { env, stderr }: Pick<Context, 'env' | 'stderr'>,
  values: Readonly<Record<string, unknown>>,
): ReturnType<typeof credentialFrom> {
  const credential = await credentialFrom(env, {
    tenant: values['tenant'] as string | undefined,
    person: values['signIn'] as PersonalWay | undefined,
    show: (message) => stderr.write(`${message}\n`),
  })
  if (credential.kind === 'secret') stderr.write(SECRET_WARNING)
  return credential
}
