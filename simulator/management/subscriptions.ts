/** What the API divides the unified log into. */
export const contentTypes = [
  'Audit.AzureActiveDirectory',
  'Audit.Exchange',
  'Audit.SharePoint',
  'Audit.General',
  'DLP.All',
] as const
export type ContentType = (typeof contentTypes)[number]

/** What is gathered for the application, and since when: there is no content from before. */
export class Subscriptions {
  readonly #started = new Map<string, { readonly since: number; isEnabled: boolean }>()

  constructor(started: readonly ContentType[]) {
    for (const type of started) this.#started.set(type, { since: 0, isEnabled: true })
  }

  /** Starting once more changes nothing but what was switched off. */
  start(type: string, now: number): void {
    const known = this.#started.get(type)
    if (known) known.isEnabled = true
    else this.#started.set(type, { since: now, isEnabled: true })
  }

  /** An administrator switches it off. */
  disable(type: ContentType): void {
    const known = this.#started.get(type)
    if (known) known.isEnabled = false
  }

  find(type: string): { readonly since: number; readonly isEnabled: boolean } | undefined {
    return this.#started.get(type)
  }

  list(): readonly { readonly contentType: string; readonly status: string; readonly webhook: null }[] {
    return [...this.#started].map(([contentType, { isEnabled }]) => ({
      contentType,
      status: isEnabled ? 'enabled' : 'disabled',
      webhook: null,
    }))
  }
}
