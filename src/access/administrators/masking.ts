/**
 * What may be shown of a phone number or a mail address: enough for its owner to know it, too little to call or write.
 * Nothing else of them leaves the sealed files (identity.md §c).
 */

/** "…42": the last two digits; a number that is too short to hide anything in shows none. */
export function maskedPhone(number: string): string {
  const digits = number.replace(/\D/g, '')
  return digits.length < 6 ? '…' : `…${digits.slice(-2)}`
}

/** "a…@gmail.com": the first letter, and whose mailbox it is. What is no address shows nothing. */
export function maskedMail(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 1 ? '…' : `${[...address][0]}…${address.slice(at).toLowerCase()}`
}

/** Microsoft masks values for some who read them: those can be neither compared nor verified. */
export function isMasked(value: string): boolean {
  return /[*•]|x{2}/i.test(value) && !/^[^*•]+@[^*•]+$/.test(value)
}
