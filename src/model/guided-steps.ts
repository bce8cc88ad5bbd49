/** Guided work for a person: in this order, with the exact request or page, what it breaks, and how it shows. */
export interface GuidedStep {
  readonly title: string
  readonly why: string
  /** Each a request of Microsoft's interfaces, a page to open, or a command. */
  readonly how: readonly GuidedAction[]
  /** What stops working for whom. */
  readonly breaks?: string
  /** How the next collection proves it. */
  readonly proof?: string
}

export type GuidedAction =
  | {
      readonly kind: 'request'
      readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
      readonly url: string
      readonly body?: unknown
    }
  | { readonly kind: 'page'; readonly url: string; readonly words: string }
  | { readonly kind: 'command'; readonly line: string; readonly words: string }
  | { readonly kind: 'words'; readonly words: string }

export interface GuidedPlan {
  readonly title: string
  readonly partner: { readonly id: string; readonly name: string; readonly tenantIds: readonly string[] }
  readonly steps: readonly GuidedStep[]
  /** What stays open when all is done. */
  readonly remains: readonly string[]
  /** What is not known, so that there may be more to do. */
  readonly unknown: readonly string[]
}
