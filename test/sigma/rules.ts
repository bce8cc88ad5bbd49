/** Rules for tests, and the map that the product ships. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { LogEvent } from '#model/events/log-event.ts'
import { type BoundRule, bindRule } from '#sigma/bind.ts'
import { parseFieldMap } from '#sigma/field-map.ts'
import { matches } from '#sigma/match.ts'
import { parseRules } from '#sigma/parse.ts'
import type { SigmaRule } from '#sigma/rule.ts'

const file = new URL('../../src/detections/field-map.yml', import.meta.url)

/** The map that the product ships. */
export const shippedMap = parseFieldMap(readFileSync(fileURLToPath(file), 'utf8'))

/** The text of a rule for changes of the directory. @param detection as JSON is written, which is YAML too */
export const ruleText = (detection: object, more: object = {}): string =>
  JSON.stringify({
    title: 'A rule',
    id: 'rule-1',
    logsource: { product: 'azure', service: 'auditlogs' },
    detection,
    ...more,
  })

/** The one rule of a text. @throws Error with the reason when it is rejected */
export function parsed(text: string): SigmaRule {
  const { rules, rejected } = parseRules([{ name: 'rule.yml', text }])
  if (rejected[0]) throw rejected[0].error
  const [rule] = rules
  if (!rule) throw new Error('there is no rule')
  return rule
}

/** A rule on the shipped map. */
export function bound(
  text: string,
  placeholders: ReadonlyMap<string, readonly string[]> = new Map(),
): BoundRule {
  const binding = bindRule(parsed(text), shippedMap, placeholders)
  if (binding.status !== 'bound') throw new Error(binding.because)
  return binding.bound
}

/** Whether a rule of one selection matches an event. */
export const selects = (selection: unknown, event: LogEvent): boolean =>
  matches(bound(ruleText({ selection, condition: 'selection' })), event)
