/** Which organisation an address points to. */

/** Mailboxes for everybody: an address there says nothing about an employer. */
const CONSUMER: ReadonlySet<string> = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'msn.com',
  'yahoo.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'aol.com',
  'gmx.com',
  'gmx.de',
  'gmx.net',
  'web.de',
  'proton.me',
  'protonmail.com',
  'mail.com',
  'zoho.com',
  'yandex.ru',
  'qq.com',
  '163.com',
])

/** The domain of an address, in lower case; undefined where there is none or it belongs to everybody. */
export function organisationDomain(address: string | null | undefined): string | undefined {
  const domain = address?.toLowerCase().split('@').at(1)?.trim()
  return domain === undefined || domain === '' || isConsumer(domain) ? undefined : domain
}

/** National variants (yahoo.co.uk, hotmail.fr) are as much everybody's. */
export function isConsumer(domain: string): boolean {
  return CONSUMER.has(domain) || /^(yahoo|hotmail|live|outlook|gmx)\.[a-z.]{2,6}$/.test(domain)
}

/** The domain that a guest's user name carries: `anna_contoso.com#EXT#@…` was invited as anna@contoso.com. */
export function invitedDomain(userPrincipalName: string | null | undefined): string | undefined {
  const [invited, rest] = (userPrincipalName ?? '').split(/#ext#/i)
  if (rest === undefined || invited === undefined) return undefined
  const at = invited.lastIndexOf('_')
  return at < 0 ? undefined : organisationDomain(`x@${invited.slice(at + 1)}`)
}
