/** Sign-in as an application: certificate, federated assertion or secret. */
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto'
import type { AuthenticationResult, NodeAuthOptions } from '@azure/msal-node'
import { KeywardError, messageOf } from '#model/errors.ts'
import { authorityOf } from './authority.ts'
import type { CertificateCredential, FederatedCredential, SecretCredential } from './credential.ts'
import type { MsalParts } from './msal-parts.ts'

type ApplicationCredential = CertificateCredential | FederatedCredential | SecretCredential

/** Makes the function that asks for a new token. @throws KeywardError `certificate-unusable` */
export async function applicationSignIn(credential: ApplicationCredential, { cloud, network }: MsalParts) {
  const { ConfidentialClientApplication } = await import('@azure/msal-node')
  const auth: NodeAuthOptions = {
    clientId: credential.clientId,
    ...authorityOf(cloud, credential.tenant),
    ...proofOf(credential),
  }
  // One for every token: the library would send the same signed assertion again, which is good for one use.
  const application = () => new ConfidentialClientApplication({ auth, system: { networkClient: network } })
  return async (scope: string): Promise<AuthenticationResult | null> =>
    application().acquireTokenByClientCredential({ scopes: [scope], skipCache: true })
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
  const { certificate, key } = partsOf(pem)
  if (key.asymmetricKeyType !== 'rsa') throw unusable(`its key is ${key.asymmetricKeyType}, Entra takes RSA`)
  if (!certificate.checkPrivateKey(key)) throw unusable('the private key belongs to another certificate')
  const privateKey = key.export({ type: 'pkcs8', format: 'pem' }).toString()
  const thumbprintSha256 = createHash('sha256').update(certificate.raw).digest('hex')
  return { thumbprintSha256, privateKey }
}

function partsOf(pem: string) {
  if (!pem.includes('BEGIN CERTIFICATE')) throw unusable('there is no certificate in the file')
  if (!pem.includes('PRIVATE KEY')) throw unusable('there is no private key in the file')
  if (pem.includes('ENCRYPTED')) throw unusable('its private key is encrypted')
  try {
    return { certificate: new X509Certificate(pem), key: createPrivateKey(pem) }
  } catch (error) {
    throw unusable(messageOf(error).slice(0, 120), error)
  }
}

function unusable(why: string, cause?: unknown): KeywardError {
  return new KeywardError('certificate-unusable', { why }, { cause })
}
