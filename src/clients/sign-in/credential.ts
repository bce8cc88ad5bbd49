/** The ways to sign in, in the order in which they are preferred for unattended work. */

interface Application {
  /** Tenant id or domain. */
  readonly tenant: string
  readonly clientId: string
}

/** An application with a certificate: `pem` holds the certificate and its private key. */
export interface CertificateCredential extends Application {
  readonly kind: 'certificate'
  readonly pem: string
}

/** An application that another identity provider vouches for; `assertion` fetches a fresh token of it. */
export interface FederatedCredential extends Application {
  readonly kind: 'federated'
  readonly assertion: () => Promise<string>
}

/** The identity that Azure gives the machine; `clientId` for a user-assigned one. */
export interface ManagedIdentityCredential {
  readonly kind: 'managedIdentity'
  readonly clientId?: string
}

/** An application with a shared secret: the last choice, since secrets get copied. */
export interface SecretCredential extends Application {
  readonly kind: 'secret'
  readonly clientSecret: string
}

/** A person in a browser: authorization code with PKCE, answered on loopback. */
export interface BrowserCredential extends Application {
  readonly kind: 'browser'
  /** Opens the address, or tells the person to. */
  readonly show: (address: string) => void | Promise<void>
}

/** A person on another device, by a code; blocked by security defaults in tenants made since July 2026. */
export interface DeviceCodeCredential extends Application {
  readonly kind: 'deviceCode'
  readonly show: (message: string) => void
}

export type Credential =
  | CertificateCredential
  | FederatedCredential
  | ManagedIdentityCredential
  | SecretCredential
  | BrowserCredential
  | DeviceCodeCredential

/** True for the ways that sign in a person: their rights are those of the person's roles. */
export function isDelegated(credential: Credential): credential is BrowserCredential | DeviceCodeCredential {
  return credential.kind === 'browser' || credential.kind === 'deviceCode'
}
