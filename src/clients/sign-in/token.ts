/** Access tokens as the clients use them. */
export interface Token {
  readonly value: string
  readonly lifetimeMs: number
  /** The application permissions inside, when the token shows them. */
  readonly roles: readonly string[] | undefined
  /** The tenant it is for, when the token shows it. */
  readonly tenant: string | undefined
  /** Who it was given to, when it shows it. */
  readonly holder?: Holder
}

/** Who a token was given to, as far as it says. */
export interface Holder {
  /** Object id in the tenant: of the person, or of the enterprise application. */
  readonly objectId: string | undefined
  /** The name that a person signs in with; applications have none. */
  readonly name: string | undefined
}

export interface TokenSource {
  /** A token that is good for some minutes. @throws KeywardError `sign-in-refused`, `service-unreachable` */
  token(): Promise<Token>
  /** Says that the service did not accept this token; the next call asks for a new one. */
  forget(value: string): void
}

/** What a JWT says of itself. Read to tell the reader what is missing, never to decide anything. */
export function claimsOf(token: string): Pick<Token, 'roles' | 'tenant' | 'holder'> {
  const { roles, scp, tid, oid, upn } = payloadOf(token)
  return {
    roles: Array.isArray(roles) ? roles.map(String) : scopesOf(scp),
    tenant: textOf(tid),
    holder: { objectId: textOf(oid), name: textOf(upn) },
  }
}

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' ? claim : undefined
}

/** A token of a person carries scopes in place of roles. */
function scopesOf(scp: unknown): readonly string[] | undefined {
  return typeof scp === 'string' ? scp.split(' ').filter((scope) => scope !== '') : undefined
}

type Claims = Readonly<Partial<Record<'roles' | 'scp' | 'tid' | 'oid' | 'upn', unknown>>>

function payloadOf(token: string): Claims {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')
    return JSON.parse(payload) as Claims
  } catch {
    return {}
  }
}
