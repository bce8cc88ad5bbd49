/** Access tokens as the clients use them. */
export interface Token {
  readonly value: string
  readonly lifetimeMs: number
  /** The application permissions inside, when the token shows them. */
  readonly roles: readonly string[] | undefined
  /** The tenant it is for, when the token shows it. */
  readonly tenant: string | undefined
}

export interface TokenSource {
  /** A token that is good for some minutes. @throws KeywardError `sign-in-refused`, `service-unreachable` */
  token(): Promise<Token>
  /** Says that the service did not accept this token; the next call asks for a new one. */
  forget(value: string): void
}

/** What a JWT says of itself. Read to tell the reader what is missing, never to decide anything. */
export function claimsOf(token: string): Pick<Token, 'roles' | 'tenant'> {
  const { roles, scp, tid } = payloadOf(token)
  return {
    roles: Array.isArray(roles) ? roles.map(String) : scopesOf(scp),
    tenant: typeof tid === 'string' ? tid : undefined,
  }
}

/** A token of a person carries scopes in place of roles. */
function scopesOf(scp: unknown): readonly string[] | undefined {
  return typeof scp === 'string' ? scp.split(' ').filter((scope) => scope !== '') : undefined
}

function payloadOf(token: string): { roles?: unknown; scp?: unknown; tid?: unknown } {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')
    return JSON.parse(payload) as { roles?: unknown; scp?: unknown; tid?: unknown }
  } catch {
    return {}
  }
}
