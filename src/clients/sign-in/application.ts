/** Sign-in as an application: certificate, federated assertion or secret. */
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto'
import type { AuthenticationResult, NodeAuthOptions } from '@azure/msal-node'
import { KeywardError, messageOf } from '#model/errors.ts'
import type { CertificateCredential, FederatedCredential, SecretCredential } from './credential.ts'
import type { MsalParts } from './msal-parts.ts'
import { authorityOf } from './authority.ts'

type ApplicationCredential = CertificateCredential | FederatedCredential | SecretCredential

/** Makes the function that asks for a new token. @throws KeywardError `certificate-unusable` */
export async function applicationSignIn(credential: ApplicationCredential, { cloud, network }: MsalParts) {
  const { ConfidentialClientApplication } = await import('@azure/msal-node')
  const auth = {
    clientId: credential.clientId,
    ...authorityOf(cloud, credential.tenant),
    ...proofOf(credential),
  }
  const application = new ConfidentialClientApplication({ auth, system: { networkClient: network } })
  return (scope: string): Promise<AuthenticationResult | null> =>
    application.acquireTokenByClientCredential({ scopes: [scope], skipCache: true })
}

function proofOf(credential: ApplicationCredential): Partial<NodeAuthOptions> {
  switch (credential.kind) {
    case 'secret':
      return { clientSecret: credential.clientSecret }
    case 'federated':
      return { clientAssertion: () => credential.assertion() }
    case 'certificate':
      return { clientCertificate: certificateOf(credential.pem) }
    default:
      return credential satisfies never
  }
}

/** The thumbprint tells Entra which of the registered certificates signed. */
function certificateOf(pem: string) {
  try {
    const certificate = new X509Certificate(pem)
    const privateKey = createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem' }).toString()
    const thumbprintSha256 = createHash('sha256').update(certificate.raw).digest('hex')
    return { thumbprintSha256, privateKey }
  } catch (error) {
    throw new KeywardError('certificate-unusable', { why: messageOf(error).slice(0, 120) }, { cause: error })
  }
}
