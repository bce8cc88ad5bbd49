/**
 * How logs of a customer's tenant write a person of a partner (logs.md §0.3). The person has no account here, so the
 * log makes up a name that carries the id of the account in the partner's tenant.
 */

export interface ProviderActor {
  /** The account in its home tenant, as a GUID in lower case. */
  readonly objectId: string
  /** The home tenant, where the text itself names it; the domain in the text is always the customer's. */
  readonly tenantId?: string
}

const HEX = '[0-9a-f]'
const GUID = `${HEX}{8}(?:-${HEX}{4}){3}-${HEX}{12}`
/** `user_<32 hex>@<customer>.onmicrosoft.com` */
const MADE_UP = new RegExp(`^user_(${HEX}{32})@[^@\\s]+$`, 'i')
/** `<customer>.onmicrosoft.com\tenant: <guid>, object: <guid>` (Exchange), some exports in quotation marks. */
const WRITTEN_OUT = new RegExp(`^[^\\s\\\\]+\\\\tenant: ?(${GUID}), ?object: ?(${GUID})$`, 'i')

const LONGEST = 512

/** Reads the name of an actor; undefined when it is nobody of a partner's by its form. */
export function providerActor(name: string | null | undefined): ProviderActor | undefined {
  if (!name || name.length > LONGEST) return undefined
  // Every event asks, and nearly none has either.
  if (!name.includes('_') && !name.includes('\\')) return undefined
  const text = name.trim().replace(/^"+|"+$/g, '')
  const [, hex] = MADE_UP.exec(text) ?? []
  if (hex !== undefined) return { objectId: guidOf(hex) }
  const [, tenantId, objectId] = WRITTEN_OUT.exec(text) ?? []
  if (tenantId === undefined || objectId === undefined) return undefined
  return { objectId: objectId.toLowerCase(), tenantId: tenantId.toLowerCase() }
}

function guidOf(hex: string): string {
  const cuts = [0, 8, 12, 16, 20, 32]
  const parts = cuts.slice(1).map((end, index) => hex.slice(cuts[index], end))
  return parts.join('-').toLowerCase()
}
