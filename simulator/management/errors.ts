/** A refusal of the Management Activity API: its own codes in the outer shape of the others. */
export class ActivityError extends Error {
  override readonly name = 'ActivityError'
  readonly status: number
  readonly code: string
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** The words are Microsoft's (Management Activity API reference, "Errors"); the statuses are not documented. */
export const problems = {
  permission: (granted: readonly string[]) =>
    new ActivityError(
      403,
      'AF10001',
      `The permission set (${granted.join(' ')}) sent in the request did not include the expected permission ActivityFeed.Read.`,
    ),
  parameter: (name: string) => new ActivityError(400, 'AF20001', `Missing parameter: ${name}.`),
  tenant: (inPath: string, inToken: string) =>
    new ActivityError(
      400,
      'AF20010',
      `The tenant ID passed in the URL (${inPath}) does not match the tenant ID passed in the access token (${inToken}).`,
    ),
  contentType: () => new ActivityError(400, 'AF20020', 'The specified content type is not valid.'),
  notStarted: () =>
    new ActivityError(400, 'AF20022', 'No subscription found for the specified content type.'),
  disabled: () => new ActivityError(400, 'AF20023', 'The subscription was disabled by a tenant admin.'),
  interval: () =>
    new ActivityError(
      400,
      'AF20030',
      'Start time and end time must both be specified (or both omitted) and must be less than or equal to 24 hours apart, with the start time no more than 7 days in the past.',
    ),
  page: (page: string) => new ActivityError(400, 'AF20031', `Invalid nextPage Input: ${page}.`),
  unknownContent: (id: string) =>
    new ActivityError(404, 'AF20050', `The specified content (${id}) does not exist.`),
  expired: (id: string) =>
    new ActivityError(
      400,
      'AF20051',
      `Content requested with the key ${id} has already expired. Content older than 7 days cannot be retrieved.`,
    ),
  throttled: (seconds: number | undefined) =>
    new ActivityError(
      429,
      'AF429',
      'Too many requests. Method=GET',
      seconds === undefined ? {} : { 'retry-after': String(seconds) },
    ),
  internal: (status: number) =>
    new ActivityError(status, 'AF50000', 'An internal error occurred. Retry the request.'),
}
