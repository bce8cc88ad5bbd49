/** The newest time in records: the best guess of when an export was made that does not say so itself. */

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/

/** `creationTime` is what the unified audit log has, `eventTimestamp` Azure's activity log. */
const TIME_FIELD = /DateTime$|^creationTime$|^eventTimestamp$/

/** The newest time field of the items and `sofar`; the future (an end date) does not count. */
export function newestTime(items: readonly unknown[], sofar: string | undefined): string | undefined {
  let newest = sofar
  for (const item of items) {
    for (const [field, value] of Object.entries(item ?? {})) {
      if (!TIME_FIELD.test(field) || /^(end|expir)/i.test(field) || typeof value !== 'string') continue
      if (ISO_TIME.test(value) && (newest === undefined || value > newest)) newest = value
    }
  }
  return newest
}
