/** Parts of a log that stopped, paused, shrank or are new. */
import { counted } from '#model/text/words.ts'
import type { Told } from './coverage-day-warnings.ts'
import type { PartChange, ServiceDrop, SourceCoverage } from './coverage-types.ts'

/** Fewer a day are no habit that ends, but work that is done. */
const STEADY = 5
/** Azure's services come and go with what is built. */
const STEADY_PARTS: ReadonlySet<string> = new Set(['unifiedAudit', 'directoryAudits', 'provisioning'])

type ToldOfPart = Told & { readonly service: string }

/** The warnings about the parts of one log. */
export function partWarnings({ source, parts, serviceDrops }: SourceCoverage): readonly ToldOfPart[] {
  return [
    // Where a whole service stopped, each of its record types did.
    ...parts
      .filter((part) => !parts.some((one) => isToldBy(one, part)))
      .map((part): ToldOfPart => partWarning(source, part)),
    ...serviceDrops
      .filter((drop) => !parts.some((part) => isWithin(drop, part)))
      .map(({ service, day, events, usual }) => ({
        service,
        code: 'drop' as const,
        weight: STEADY_PARTS.has(source) ? ('look' as const) : ('note' as const),
        from: day,
        message: `${service}: ${day} holds ${counted(events, 'event')}, where ${counted(usual, 'is', 'are')} usual`,
      })),
  ]
}

/** A day of a pause is empty by itself. */
const isWithin = (
  { service, day }: ServiceDrop,
  { recordType, change, from, to, service: of }: PartChange,
): boolean => recordType === null && change !== 'new' && of === service && day >= from && day < to

const isToldBy = (whole: PartChange, part: PartChange): boolean =>
  part.recordType !== null &&
  whole.recordType === null &&
  whole.service === part.service &&
  whole.change === part.change &&
  whole.from <= part.from

function partWarning(
  source: string,
  { service, recordType, change, from, to, usual }: PartChange,
): ToldOfPart {
  const name = recordType === null ? service : `${service}, record type ${recordType}`
  const isSteady = change !== 'new' && STEADY_PARTS.has(source) && usual >= STEADY
  const words = {
    stopped: `nothing since ${from}`,
    paused: `nothing from ${from} until ${to}`,
    new: `new since ${from}`,
  }[change]
  const many = Math.round(usual)
  const before =
    change === 'new' ? '' : `, where ${counted(many, 'event')} a day ${many === 1 ? 'is' : 'are'} usual`
  return {
    service,
    code: change === 'new' ? 'new' : 'stopped',
    weight: isSteady ? 'look' : 'note',
    from,
    message: `${name}: ${words}${before}`,
  }
}
