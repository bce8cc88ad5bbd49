/** What went wrong at sign-in, in one line with its mend. Nothing of the library's message but Microsoft's own words. */
import { KeywardError, messageOf } from '#model/errors.ts'

/** What to do about the errors that people meet; the numbers are Microsoft's. */
const MENDS: Readonly<Record<string, string>> = {
  AADSTS7000215: 'Copy the secret’s value (not its id) into KEYWARD_CLIENT_SECRET.',
  AADSTS7000222: 'The client secret has expired. Use a certificate, or make a new secret.',
  AADSTS700016: 'Check KEYWARD_CLIENT_ID, and that the application is registered in this tenant.',
  AADSTS700027: 'The certificate is not registered with the application, or it has expired.',
  AADSTS700024: 'This machine’s clock is wrong: the assertion is not valid yet, or not any more.',
  AADSTS70021: 'No federated credential of the application matches: compare issuer, subject and audience.',
  AADSTS90002: 'Check the tenant id or domain, and --cloud.',
  AADSTS65001: 'An administrator has to consent to the application first: keyward connect prints the link.',
  AADSTS50105: 'The person is not assigned to the application: assign them, or lift the requirement.',
  AADSTS53003: 'A Conditional Access policy blocks this sign-in; the sign-in log names it.',
  AADSTS50076: 'The sign-in needs multifactor authentication: use the browser.',
  AADSTS7000218: 'Allow public client flows for the application (Authentication, Advanced settings).',
}

/** Ours for an error of the library. Our own errors stay as they are. */
export function refusedSignIn(error: unknown): KeywardError {
  if (error instanceof KeywardError) return error
  const { errorCode, errorMessage } = error as { errorCode?: string; errorMessage?: string }
  const words = (errorMessage ?? messageOf(error)).split(/[\r\n]/)[0] ?? ''
  const number = /AADSTS\d+/.exec(words)?.[0] ?? ''
  const how = MENDS[number] ?? 'Check tenant, client id and credential.'
  return new KeywardError(
    'sign-in-refused',
    { why: (words || errorCode || 'no reason given').slice(0, 200), how },
    { cause: error },
  )
}
