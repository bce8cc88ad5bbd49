import type { Item } from '../estate/types.ts'
import type { CloudState } from '../state.ts'

/** One request on its way through the simulated Azure Resource Manager. */
export interface ArmCall {
  readonly state: CloudState
  /** What stood in the braces of the template, lower-cased. */
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly parameter: (name: string) => string
}

export interface ArmRoute {
  /** `{scope}` stands for nothing, a management group, a subscription, or something within one. */
  readonly template: string
  /** A list comes in pages, an object as it is. */
  readonly read: (call: ArmCall) => readonly Item[] | Item
}

const patterns: Readonly<Record<string, string>> = {
  scope: '.*?',
  subscription: '[0-9a-f-]{36}',
}

/** Azure compares paths without regard to case. */
export function compile({ template }: ArmRoute): RegExp {
  const escaped = template.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
  const filled = escaped.replace(
    /\{(\w+)\}/g,
    (_whole, name: string) => `(?<${name}>${patterns[name] ?? '[^/]+'})`,
  )
  return new RegExp(`^${filled}$`, 'i')
}
