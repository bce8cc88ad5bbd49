/** What went wrong at sign-in, in one line with its mend. Nothing of the library's message but Microsoft's own words. */
import { KeywardError, messageOf } from '#model/errors.ts'
import type { Credential } from './credential.ts'

/** What to do about the errors that people meet; the numbers are Microsoft's. */
const MENDS: Readonly<Record<string, string>> = {
  AADSTS7000215: 'Copy the secret’s value (not its id) into KEYWARD_CLIENT_SECRET.',
  AADSTS7000222: 'The client secret has expired. Use a certificate, or make a new secret.',
  AADSTS700016: 'Check KEYWARD_CLIENT_ID, and that the application is registered in this tenant.',
  AADSTS700027: 'The certificate is not registered with the application, or it has expired.',
  AADSTS700024: 'This machine’s clock is wrong: the assertion is not valid yet, or not any more.',
  AADSTS70021: 'No federated credential of the application matches: compare issuer, subject and audience.',
  AADSTS700211: 'No federated credential of the application has this issuer: compare them to the last slash.',
  AADSTS700212: 'No federated credential of the application has this audience: compare them.',
  AADSTS700213:
    'No federated credential of the application has this subject: compare them, upper and lower case too.',
  AADSTS70017: 'The person declined. Run it again, and approve with the code that is shown then.',
  AADSTS70019: 'The code has run out. Run it again, and approve in time.',
  AADSTS70020: 'The code has run out. Run it again, and approve in time.',
  AADSTS65004:
    'The person declined to consent. An administrator can consent for all: keyward connect prints the link.',
  AADSTS90002: 'Check the tenant id or domain, and --cloud.',
  AADSTS65001: 'An administrator has to consent to the application first: keyward connect prints the link.',
  AADSTS50105: 'The person is not assigned to the application: assign them, or lift the requirement.',
  AADSTS53003:
    'A Conditional Access policy blocks this sign-in; the sign-in log names it. Instead of a device code: --sign-in browser.',
  AADSTS50076: 'The sign-in needs multifactor authentication: use the browser.',
  AADSTS7000218: 'Allow public client flows for the application (Authentication, Advanced settings).',
}

const IDENTITY_MEND =
  'Check that this machine has a managed identity, and KEYWARD_CLIENT_ID if it has more than one.'

/** Ours for an error of the library, or for what the service said. */
export function refusedSignIn(error: unknown, kind: Credential['kind'], said?: string): KeywardError {
  const { errorCode, errorMessage } = error as { errorCode?: string; errorMessage?: string }
  const told = errorMessage ?? messageOf(error)
  // The library keeps the service's words to itself when it is about a device code, and puts its own around others.
  const words = microsofts(told) ?? microsofts(said) ?? said ?? told.split(/[\r\n]/)[0] ?? ''
  const number = /AADSTS\d+/.exec(words)?.[0] ?? ''
  const how =
    MENDS[number] ?? (kind === 'managedIdentity' ? IDENTITY_MEND : 'Check tenant, client id and credential.')
  return new KeywardError(
    'sign-in-refused',
    { why: (words || errorCode || 'no reason given').slice(0, 200), how },
    { cause: error },
  )
}

/** From the number to before the ids of the request. */
function microsofts(text = ''): string | undefined {
  return /AADSTS\d+.*?(?=\s+(?:- )?(?:Trace|Correlation) ID:|[\r\n]|$)/.exec(text)?.[0]
}
